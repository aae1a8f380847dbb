/* The sentences that complete a prompt. They speak of camera, lens, light, pace and surroundings alone: no object,
 * person, animal, place, count, colour or action of a subject (tests/rewrite/test_offline.c reads every expansion). */
#include "offline/internal.h"

#define STILL (SAYS_STATIC | SAYS_FROZEN)
#define FREE (ANY_MOVE | STILL | SAYS_FAST) /* it may move as it likes, not fast */
#define ANY_MOVE (SAYS_MOVE | SAYS_SHAKE | SAYS_MOVED)
#define DAYTIME (SAYS_NIGHT | SAYS_DAY | SAYS_LOW_SUN)
#define LIT (DAYTIME | SAYS_LIGHT | SAYS_DARK)
#define TIMED (SAYS_SLOW | SAYS_FAST | SAYS_FROZEN)

const struct phrase cf_offline_phrases[] = {
    /* framing */
    {SLOT_FRAME, 0, SAYS_SIZE | SAYS_ANGLE | SAYS_SCENE, SAYS_SIZE,
     "A [medium shot|mid-range framing] gives {S} [room to breathe|enough space], [neither crowded nor lost|close "
     "enough "
     "to read every detail] [within|inside] the frame."},
    {SLOT_FRAME, 0, SAYS_SIDE | SAYS_MOVE, 0,
     "The composition places {S} slightly off center, [balanced by open space|with open space for balance]."},
    {SLOT_FRAME, 0, 0, 0,
     "The composition is [clean|simple|uncluttered] and [balanced|direct|well proportioned], with {S} as the clear "
     "point "
     "of interest."},
    {SLOT_FRAME, 0, SAYS_SCENE, 0,
     "The framing is [simple and direct|plain and confident], [built around|arranged around|devoted to] {S} with "
     "nothing "
     "[superfluous|unneeded] in view."},
    {SLOT_FRAME, 0, SAYS_DRAWN | SAYS_PLAIN, 0,
     "[Foreground and background|Near and far] [stay distinct|are clearly separated], which gives the image a "
     "[convincing|tangible|strong] sense of depth."},
    {SLOT_FRAME, 0, SAYS_ANGLE | SAYS_SIZE, SAYS_ANGLE,
     "The viewpoint is [level and natural|level and unforced], [so|and] the proportions of {S} look "
     "[true|accurate|natural]."},
    {SLOT_FRAME, 0, SAYS_ANGLE | SAYS_SIDE | SAYS_ENERGY, SAYS_ANGLE,
     "A [slightly|subtly] lowered viewpoint lends {S} a [little more presence|sense of scale]."},
    {SLOT_FRAME, 0, SAYS_MOVE | SAYS_SIZE | SAYS_SCENE, SAYS_SIZE,
     "[Generous|Ample] space around {S} [keeps the frame open|makes the layout easy to take in], and every part of it "
     "[has a purpose|is legible]."},
    {SLOT_FRAME, SAYS_SCENE, SAYS_SIZE | SAYS_ANGLE | SAYS_MOVE, SAYS_SIZE,
     "The framing is wide enough to [take everything in|show how everything is arranged], with [a natural balance "
     "between "
     "near and far|clear layers from near to far]."},
    {SLOT_FRAME, SAYS_SCENE, 0, 0,
     "Depth is [built up|suggested] in layers, [leading|drawing] attention from the near edge of the frame into the "
     "distance."},
    {SLOT_FRAME, SAYS_SIZE, 0, 0,
     "Within this framing, {S} [is given|receives] full attention, and the edges of the image stay [clean|calm|free of "
     "distraction]."},
    {SLOT_FRAME, SAYS_SIDE, 0, 0,
     "The arrangement is [easy to read|unambiguous], with [clear|comfortable] spacing and [every position|the layout] "
     "plainly visible."},
    {SLOT_FRAME, SAYS_DRAWN, 0, 0,
     "The [design|image] is [bold|carefully composed], with [confident outlines|clear shapes] and a [strong|pleasing] "
     "overall silhouette."},
    {SLOT_FRAME, SAYS_FROZEN, 0, 0,
     "Every element [holds its place|rests in place], and the [composition|arrangement] has the [poise|balance] of a "
     "carefully composed still image."},

    /* setting */
    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_PLAIN | SAYS_SCENE, SAYS_BACKGROUND,
     "The surroundings [remain|stay] [understated|unobtrusive|secondary], supporting {S} without competing for "
     "attention."},
    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_PLAIN | SAYS_SCENE, SAYS_BACKGROUND,
     "[Around|Behind] {S}, the setting is [suggested rather than spelled out|kept simple], [just|only] present enough "
     "to "
     "[anchor the scene|give context]."},
    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_FOCUS | SAYS_DRAWN | SAYS_PLAIN | SAYS_SCENE, SAYS_BACKGROUND | SAYS_FOCUS,
     "The background [is kept soft|falls gently out of focus], [a blend|a wash] of muted shapes that lets {S} "
     "stand out."},
    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_PLAIN | SAYS_SCENE, SAYS_BACKGROUND,
     "The setting feels [believable|coherent|natural] and [consistent|complete], [seamless|of a piece] with "
     "{S} [in tone and scale|in every respect]."},
    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_PLAIN | SAYS_ENERGY | SAYS_MOOD, SAYS_BACKGROUND | SAYS_MOOD,
     "The clip has {surroundings}, [and the setting recedes into the distance|which the setting subtly supports]."},
    {SLOT_SETTING, SAYS_SCENE, SAYS_BACKGROUND | SAYS_PLAIN, SAYS_BACKGROUND,
     "The environment is [rendered|shown] [in full|with care], [its scale and layout|its depth and extent] "
     "[clear|evident] "
     "[from the outset|at a glance]."},
    {SLOT_SETTING, SAYS_SCENE, SAYS_ENERGY | SAYS_MOOD, SAYS_MOOD,
     "There is {surroundings} [about it|throughout], [steady and unforced|easy to feel from the start]."},
    {SLOT_SETTING, SAYS_PLAIN, 0, SAYS_BACKGROUND,
     "Nothing else [intrudes|enters the picture], so the [plain|sparse] surroundings [throw every contour into "
     "relief|keep "
     "attention exactly where it belongs]."},
    {SLOT_SETTING, SAYS_DRAWN, SAYS_BACKGROUND, SAYS_BACKGROUND,
     "The backdrop is [treated|handled] in the same style, [a little simpler|slightly softer] than {S} so that the "
     "[eye-catching|essential] parts stand out."},
    {SLOT_SETTING, SAYS_HAZE, SAYS_BACKGROUND, SAYS_BACKGROUND,
     "The surroundings [recede|fade] [softly|gradually] with distance, and the atmosphere [feels dense|is almost "
     "tangible]."},

    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_PLAIN | SAYS_SCENE, SAYS_BACKGROUND,
     "[Context|The wider context] is [hinted at|conveyed] [economically|with restraint], and [the essentials come|what "
     "matters comes] "
     "to the fore."},
    {SLOT_SETTING, 0, SAYS_BACKGROUND | SAYS_PLAIN, SAYS_BACKGROUND,
     "Scale, distance and perspective are [credible|convincing], so that the whole environment [reads as "
     "real|holds together]."},
    {SLOT_SETTING, SAYS_SCENE, SAYS_BACKGROUND | SAYS_PLAIN, SAYS_BACKGROUND,
     "The spatial layout is [legible|clear] from near to far, [each zone|every zone] given [its own weight|due "
     "weight]."},

    /* detail */
    {SLOT_DETAIL, 0, SAYS_DRAWN | SAYS_TEXTURE | SAYS_HAZE, SAYS_TEXTURE,
     "Surface textures are [rich and tactile|finely resolved|crisp and lifelike], [with fine detail visible "
     "throughout|down "
     "to the subtlest irregularities]."},
    {SLOT_DETAIL, 0, SAYS_DRAWN | SAYS_TEXTURE, SAYS_TEXTURE,
     "[Fine|Small|Subtle] details [emerge|become apparent] [as the shot continues|over time], rewarding [a closer "
     "look|close "
     "attention]."},
    {SLOT_DETAIL, 0, SAYS_TEXTURE | SAYS_SCENE, SAYS_TEXTURE,
     "[The outline|The contour|The shape] of {S} is [well defined|clean and legible], and [the textures look "
     "natural|the "
     "materials look convincing]."},
    {SLOT_DETAIL, SAYS_SIZE, SAYS_DRAWN | SAYS_TEXTURE | SAYS_HAZE, SAYS_TEXTURE,
     "At this distance the [grain|texture] of every surface [is easy to see|can be made out]."},
    {SLOT_DETAIL, SAYS_DRAWN, SAYS_TEXTURE, SAYS_TEXTURE,
     "The [handling|treatment] is consistent from edge to edge, [and its texture|with a texture that] [belongs to the "
     "chosen "
     "style|suits the chosen look]."},
    {SLOT_DETAIL, SAYS_HAZE, SAYS_TEXTURE, SAYS_TEXTURE,
     "Contours [soften|blur] slightly in the atmosphere, [lending texture and depth to the image|which adds depth and "
     "a "
     "tactile quality]."},
    {SLOT_DETAIL, 0, SAYS_TEXTURE | SAYS_DRAWN, SAYS_TEXTURE,
     "[Materials|Surfaces] [respond|react] [naturally|convincingly] to the light, with [delicate|restrained] "
     "highlights and "
     "no artificial gloss."},

    {SLOT_DETAIL, 0, SAYS_TEXTURE | SAYS_DRAWN | SAYS_HAZE, SAYS_TEXTURE,
     "The resolution is [high|generous], and [edges, creases and irregularities|edges and subtle irregularities] are "
     "[rendered faithfully|easy to discern]."},
    {SLOT_DETAIL, 0, SAYS_TEXTURE, SAYS_TEXTURE,
     "[Nothing is blurred or simplified|Nothing is glossed over]: {S} can be [read|studied] in every "
     "particular."},
    {SLOT_DETAIL, SAYS_DRAWN, SAYS_TEXTURE, SAYS_TEXTURE,
     "[Edges|Outlines] and [shading|tonal accents] are [deliberate|expressive], and the surface of the image has a "
     "[distinctive|"
     "handcrafted] texture."},

    /* camera: free to move */
    {SLOT_CAMERA, 0, FREE | SAYS_FAST | SAYS_CAMERA | SAYS_SIZE, SAYS_MOVED,
     "The camera [moves in|eases forward|pushes in] [slowly|at a measured pace|almost imperceptibly], drawing "
     "[closer to|nearer to] {S} [without any jolt|with great control]."},
    {SLOT_CAMERA, 0, FREE | SAYS_SIDE | SAYS_ANGLE, SAYS_MOVED,
     "A [slow|gentle|smooth] [lateral move|sideways drift] keeps {S} [in clear view|firmly in the frame] as the "
     "perspective "
     "[shifts|changes] [slightly|by small degrees]."},
    {SLOT_CAMERA, 0, FREE | SAYS_SIDE | SAYS_ANGLE | SAYS_CAMERA | SAYS_SCENE, SAYS_MOVED,
     "The camera [arcs|curves] [slowly|gently] around {S}, and the perspective [opens up|turns] little by little."},
    {SLOT_CAMERA, 0, FREE | SAYS_SIZE | SAYS_ANGLE | SAYS_CAMERA, SAYS_MOVED,
     "The camera begins [slightly wider|a little farther back] and [settles|comes to rest] [closer to|near] {S}, in a "
     "[smooth|continuous|fluid] motion."},
    {SLOT_CAMERA, 0, FREE | SAYS_SIZE, SAYS_MOVED,
     "With a [controlled|gradual|restrained] push-in, the framing [tightens|narrows] until [fine|small] details become "
     "easy to read."},
    {SLOT_CAMERA, 0, FREE | SAYS_ANGLE, SAYS_MOVED,
     "The viewpoint [rises|lifts] [slightly|a little] as the shot goes on, [adding to|deepening] the sense of depth."},
    {SLOT_CAMERA, 0, FREE | SAYS_CAMERA, SAYS_MOVED,
     "The camera [floats|drifts] at a [constant|steady] distance, its movement so [light|even] that attention stays on "
     "{S}."},
    {SLOT_CAMERA, SAYS_ENERGY, FREE | SAYS_SLOW | SAYS_CAMERA, SAYS_MOVED,
     "The camera [keeps up|stays with the motion] [effortlessly|without strain], [responsive and stable|fluid and "
     "alert], "
     "[so that nothing important is lost|and the momentum is easy to feel]."},
    {SLOT_CAMERA, 0, FREE | SAYS_SIZE | SAYS_CAMERA | SAYS_BACKGROUND | SAYS_PLAIN, SAYS_MOVED | SAYS_BACKGROUND,
     "The camera pulls back [gently|gradually], and more of the surroundings comes into view around {S}."},
    {SLOT_CAMERA, 0, ANY_MOVE | SAYS_CAMERA, SAYS_MOVED | SAYS_STATIC,
     "The camera holds [still|its position|steady], letting [everything unfold within the frame|the moment play out by "
     "itself]."},
    /* camera: told to keep still */
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE | SAYS_CAMERA, SAYS_MOVED,
     "The camera [is locked off|stays fixed|holds perfectly still], and the [framing|composition] never shifts."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE, SAYS_MOVED,
     "Nothing about the framing changes from beginning to end, [which lends the image a composed, deliberate "
     "quality|and "
     "that stillness gives the image its weight]."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE, SAYS_MOVED,
     "The [fixed|unmoving] viewpoint [invites|rewards] a patient look, [with no cut and no reframing|free of cuts and "
     "reframing]."},
    {SLOT_CAMERA, SAYS_FROZEN, ANY_MOVE | SAYS_CAMERA, SAYS_MOVED,
     "The camera [stays motionless|does not stir], [matching|in keeping with] the stillness of what it shows."},
    {SLOT_CAMERA, STILL &SAYS_FROZEN, ANY_MOVE, SAYS_MOVED,
     "The frame is [perfectly steady|entirely at rest], so that [time itself seems suspended|the moment appears "
     "suspended]."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE | SAYS_CAMERA, SAYS_MOVED,
     "The camera does not [stir|budge], and the stillness [draws|directs] attention to the arrangement itself."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE, SAYS_MOVED,
     "The [framing|viewpoint] is [fixed|settled] from the outset, as [steady|composed] as a [carefully composed|well "
     "judged] still."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE, SAYS_MOVED,
     "With the viewpoint held constant, [proportion and spacing|shape and texture] become the [real substance|true "
     "interest] of the shot."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE | SAYS_SCENE, SAYS_MOVED,
     "Seen from an unchanging distance, {S} can be [studied at leisure|taken in without haste]."},
    {SLOT_CAMERA, SAYS_STATIC, ANY_MOVE, SAYS_MOVED,
     "No pan, tilt or zoom disturbs the frame, which [stays exactly as it was composed|keeps its geometry intact]."},
    /* camera: told how to move */
    {SLOT_CAMERA, SAYS_MOVE, SAYS_SHAKE | STILL | SAYS_MOVED, SAYS_MOVED,
     "The [camera work|camera movement] is [smooth and continuous|fluid and controlled|precise and even], [with no "
     "jolt and "
     "no hesitation|starting and stopping softly]."},
    {SLOT_CAMERA, SAYS_MOVE, SAYS_SHAKE | STILL | SAYS_MOVED, SAYS_MOVED,
     "That movement is carried through [evenly|without a break], [revealing the depth of the scene|guiding attention] "
     "as "
     "[the perspective changes|it goes on]."},
    {SLOT_CAMERA, SAYS_MOVE, SAYS_SHAKE | STILL | SAYS_MOVED | SAYS_SCENE, SAYS_MOVED,
     "Throughout the movement, attention stays on {S}, and the [speed|pace] of the "
     "camera "
     "never wavers."},
    {SLOT_CAMERA, SAYS_SHAKE, STILL | SAYS_MOVED, SAYS_MOVED,
     "The frame [trembles|jolts and trembles] throughout, [giving the shot a raw, immediate feel|which makes the shot "
     "feel "
     "raw and urgent]."},
    {SLOT_CAMERA, SAYS_SHAKE, STILL | SAYS_MOVED, SAYS_MOVED,
     "The unsteady camera work [stays close to the action|never quite settles], [full of nervous energy|tense and "
     "unpolished], without ever losing {S}."},

    /* lens */
    {SLOT_LENS, 0, SAYS_FOCUS | SAYS_DRAWN | SAYS_SCENE, SAYS_FOCUS,
     "A shallow depth of field keeps {S} [crisp|sharp] while everything farther away [dissolves|melts] into a "
     "[smooth|soft] "
     "blur."},
    {SLOT_LENS, 0, SAYS_FOCUS | SAYS_DRAWN, SAYS_FOCUS,
     "Focus [rests|stays] [precisely|firmly] on {S}, and the distance turns [gradually|gently] softer."},
    {SLOT_LENS, SAYS_SCENE, SAYS_FOCUS | SAYS_DRAWN | SAYS_HAZE, SAYS_FOCUS,
     "Deep focus keeps near and far equally [sharp|clear], [so that the whole depth can be explored|leaving nothing "
     "vague]."},
    {SLOT_LENS, 0, SAYS_DRAWN | SAYS_HAZE | SAYS_FOCUS, SAYS_FOCUS,
     "The lens [renders|resolves] fine detail with [clarity|precision], free of [distortion|visible distortion]."},
    {SLOT_LENS, 0, SAYS_DRAWN | SAYS_SIZE | SAYS_ANGLE | SAYS_SCENE, SAYS_ANGLE,
     "A longer lens [compresses|flattens] the perspective a little and [brings|draws] {S} forward."},
    {SLOT_LENS, 0, SAYS_DRAWN | SAYS_FOCUS, SAYS_FOCUS,
     "The image is [shot|captured] with {lens}, [which gives it a polished, cinematic look|and the result looks "
     "cinematic and natural]."},
    {SLOT_LENS, SAYS_FOCUS, SAYS_DRAWN, 0,
     "The transition between sharp and soft is [gradual|silky], [without|free of] any [abrupt|visible] edge."},

    {SLOT_LENS, 0, SAYS_FOCUS | SAYS_DRAWN | SAYS_SCENE, SAYS_FOCUS,
     "The [plane of focus|focal plane] is [chosen with care|narrow], [separating|isolating] {S} from [the "
     "surroundings|everything else]."},
    {SLOT_LENS, SAYS_SCENE, SAYS_DRAWN | SAYS_SIZE | SAYS_ANGLE, SAYS_SIZE,
     "A [moderately wide|wide] lens [conveys|preserves] the sense of space, with [straight lines kept straight|natural "
     "perspective]."},
    {SLOT_LENS, 0, SAYS_DRAWN | SAYS_FOCUS | SAYS_HAZE, SAYS_FOCUS,
     "Optical clarity is [excellent|high] from the middle of the frame to its edges, with [no|hardly any] visible "
     "aberration."},

    /* light */
    {SLOT_LIGHT, 0, LIT, SAYS_LIGHT,
     "Soft, even light [falls across|spreads over] the scene, and the shadows stay [gentle|open|faint]."},
    {SLOT_LIGHT, 0, LIT | SAYS_DRAWN, SAYS_LIGHT,
     "Diffused light [shapes|models] {S} with [soft|gradual] transitions between highlight and shadow."},
    {SLOT_LIGHT, 0, LIT | SAYS_SIDE | SAYS_SCENE, SAYS_LIGHT,
     "The light comes in at an angle, [bringing out|picking out] texture and [giving volume to|rounding out] {S}."},
    {SLOT_LIGHT, 0, LIT, SAYS_LIGHT,
     "The scene is [bathed in|shown in|lit with] {light}, [which brings out every contour|and the contrast stays "
     "moderate]."},
    {SLOT_LIGHT, 0, LIT, SAYS_LIGHT,
     "The lighting is [natural|balanced] and [restrained|unforced], [bright enough to show every detail|clear but "
     "never "
     "harsh]."},
    {SLOT_LIGHT, 0, LIT | SAYS_SCENE, SAYS_LIGHT,
     "Gentle illumination [wraps around|reaches] {S}, [leaving a trace of shadow|with a trace of shadow] on the far "
     "side."},
    {SLOT_LIGHT, SAYS_NIGHT, SAYS_DAY, SAYS_LIGHT,
     "What light there is stays [low|subdued] and [contained|localized], leaving [deep|soft] shadow around {S}."},
    {SLOT_LIGHT, SAYS_NIGHT, SAYS_DAY, SAYS_LIGHT,
     "The low light of the hour [wraps|envelops] the scene, with just enough detail left in the darkest areas."},
    {SLOT_LIGHT, SAYS_NIGHT, SAYS_DAY, SAYS_LIGHT,
     "Darkness [surrounds|frames] the [brighter|lit] areas, and the contrast [feels natural|is strong without being "
     "harsh]."},
    {SLOT_LIGHT, SAYS_LOW_SUN, SAYS_DAY | SAYS_NIGHT, SAYS_LIGHT,
     "The light is low and [soft|gentle], [drawing out|stretching] the shadows and [grazing|skimming] every surface."},
    {SLOT_LIGHT, SAYS_LOW_SUN, SAYS_DAY | SAYS_NIGHT, SAYS_LIGHT,
     "The [slanting|angled] light of the hour [gives depth to every form|adds depth and a faint glow to the edges]."},
    {SLOT_LIGHT, SAYS_DAY, SAYS_NIGHT | SAYS_LOW_SUN | SAYS_DARK | SAYS_HAZE, SAYS_LIGHT,
     "The daylight is [clear and generous|bright and steady], [with well defined shadows|and the shadows have clean "
     "edges]."},
    {SLOT_LIGHT, SAYS_DAY, SAYS_NIGHT | SAYS_LOW_SUN | SAYS_DARK | SAYS_HAZE, SAYS_LIGHT,
     "Bright natural light [reaches into every corner of the frame|brings out each contour], and the exposure stays "
     "[well controlled|even]."},
    {SLOT_LIGHT, SAYS_LIGHT, 0, 0,
     "The lighting stays consistent throughout, with a natural falloff [toward the edges|from bright to dim]."},
    {SLOT_LIGHT, SAYS_LIGHT, SAYS_SCENE, 0,
     "The light [defines|gives shape to] {S}, and its [falloff|gradation] [is handled with care|looks entirely "
     "natural]."},
    {SLOT_LIGHT, SAYS_DARK, SAYS_DAY, SAYS_LIGHT,
     "The exposure is kept low, with [detail just discernible in the shadows|shadows that still hold detail]."},

    {SLOT_LIGHT, 0, LIT, SAYS_LIGHT,
     "Illumination is [ambient and diffuse|broad and diffuse], [revealing form|modeling volume] through subtle changes "
     "of "
     "brightness."},
    {SLOT_LIGHT, 0, LIT | SAYS_DRAWN, SAYS_LIGHT,
     "A [soft key light|mild key light] and a [delicate|faint] fill keep {S} [dimensional|well modeled], with "
     "highlights that "
     "[roll off smoothly|never clip]."},
    {SLOT_LIGHT, SAYS_LIGHT, SAYS_DRAWN, 0,
     "Highlights and shadows [relate|answer each other] [naturally|convincingly], [as that illumination would "
     "suggest|in keeping "
     "with the source]."},
    {SLOT_LIGHT, SAYS_LOW_SUN, SAYS_DAY | SAYS_NIGHT, SAYS_LIGHT,
     "[Long|Lengthening] shadows and a [mellow|soft] radiance [belong to|mark] the hour, [flattering every "
     "contour|with a gentle "
     "gradation from bright to dim]."},
    {SLOT_LIGHT, SAYS_NIGHT, SAYS_DAY, SAYS_LIGHT,
     "[Sparse|Scarce] illumination [picks out|traces] only what matters, and the [rest|remainder] [sinks|recedes] into "
     "shadow."},

    /* tone */
    {SLOT_TONE, 0, SAYS_TONE | SAYS_MONO | SAYS_DRAWN, SAYS_TONE,
     "Tones are [natural|true to life] and [balanced|well balanced], with [smooth|moderate|gentle] contrast and clean "
     "highlights."},
    {SLOT_TONE, 0, SAYS_TONE | SAYS_NIGHT | SAYS_DARK | SAYS_DRAWN, SAYS_TONE,
     "Exposure is [even|well judged], [holding|keeping] detail in the highlights and the shadows alike."},
    {SLOT_TONE, SAYS_MONO, SAYS_TONE, SAYS_TONE,
     "The tonal range is [wide|rich], from [deep shadow to clear highlight|dense shadow to delicate highlight], with "
     "[smooth|fine] gradations in between."},
    {SLOT_TONE, SAYS_DRAWN, SAYS_TONE | SAYS_MONO, SAYS_TONE,
     "The palette is [harmonious|unified], [with clear contrast where it matters|and contrast is used sparingly]."},
    {SLOT_TONE, 0, SAYS_TONE | SAYS_MONO | SAYS_DRAWN, SAYS_TONE,
     "The color grading is [restrained|subtle], [faithful to the materials|close to what was there], with [no heavy "
     "filter|no exaggerated saturation]."},

    {SLOT_TONE, 0, SAYS_TONE | SAYS_MONO | SAYS_DRAWN, SAYS_TONE,
     "Contrast is [gentle|moderate], [and|while] the tonal transitions are [gradual|refined], [giving the picture a "
     "polished, filmic finish|for a natural, filmic finish]."},
    {SLOT_TONE, 0, SAYS_TONE | SAYS_DRAWN | SAYS_MONO, SAYS_TONE,
     "Hues are [accurate|faithful] and [saturation|intensity] is kept [in check|moderate], so [nothing looks "
     "artificial|the "
     "image feels authentic]."},

    /* pace */
    {SLOT_PACE, 0, TIMED | SAYS_STATIC | SAYS_END, SAYS_END,
     "[Everything|The moment|The scene] unfolds [at a natural pace|in real time], [with no cuts to interrupt "
     "it|without "
     "interruption]."},
    {SLOT_PACE, 0, TIMED | SAYS_ENERGY, SAYS_CALM,
     "The [pace|rhythm] is [unhurried|relaxed|measured], [leaving time for|allowing] small changes to register."},
    {SLOT_PACE, 0, TIMED | SAYS_CALM | SAYS_SHAKE, 0,
     "[Movement|Motion] within the frame looks [natural|fluid|lifelike], [with weight and continuity|smooth from "
     "moment to "
     "moment]."},
    {SLOT_PACE, SAYS_ENERGY, TIMED | SAYS_CALM, 0,
     "The [pace|tempo] is lively, and the momentum carries from beginning to end."},
    {SLOT_PACE, SAYS_SLOW, SAYS_FAST | SAYS_FROZEN, 0,
     "Time seems [stretched|drawn out], [so that even the smallest shift can be followed|and even the smallest shift "
     "becomes "
     "visible]."},
    {SLOT_PACE, SAYS_SLOW, SAYS_FAST | SAYS_FROZEN, 0,
     "The slowed motion is [silky|perfectly smooth], [revealing|bringing out] detail that would otherwise [slip by|go "
     "unnoticed]."},
    {SLOT_PACE, SAYS_FAST, SAYS_SLOW | SAYS_FROZEN, 0,
     "The rapid pace never [lets up|slackens], [yet|and] the motion stays [coherent|easy to follow]."},
    {SLOT_PACE, SAYS_FROZEN, 0, 0,
     "There is [hardly any|next to no] motion, [only the slightest change in the light|and the stillness is "
     "complete]."},
    {SLOT_PACE, SAYS_CALM, TIMED | SAYS_ENERGY, 0,
     "[Motion is minimal and unhurried|Everything proceeds softly], in keeping with the [quiet|calm] [feeling|tone] of "
     "the "
     "scene."},
    {SLOT_PACE, 0, TIMED | SAYS_STATIC | SAYS_ENERGY, SAYS_CALM,
     "The shot progresses at {pace}, [smooth and continuous|even and continuous] throughout."},

    /* mood */
    {SLOT_MOOD, 0, SAYS_MOOD, SAYS_MOOD,
     "The overall [impression|effect] is [immersive|vivid|absorbing] and [coherent|convincing], [true to the "
     "subject|without "
     "exaggeration]."},
    {SLOT_MOOD, 0, SAYS_MOOD | SAYS_ENERGY | SAYS_DARK, SAYS_MOOD,
     "{surroundings} [prevails|settles over the scene], [rewarding a lingering look|natural and unforced]."},
    {SLOT_MOOD, SAYS_ENERGY, SAYS_MOOD | SAYS_CALM, SAYS_MOOD,
     "The [mood|atmosphere] is [dynamic|charged], [alive with energy|full of momentum], and [immediate|absorbing]."},
    {SLOT_MOOD, SAYS_CALM, SAYS_MOOD | SAYS_ENERGY, SAYS_MOOD,
     "The mood is [calm|serene] and [contemplative|reflective], [with nothing forced about it|held from beginning to "
     "end]."},
    {SLOT_MOOD, 0, SAYS_MOOD, SAYS_MOOD,
     "[Taken together|As a whole], the [framing and lighting|choices of framing and light] give {S} a [clear|distinct] "
     "presence."},
    {SLOT_MOOD, 0, SAYS_MOOD | SAYS_DRAWN, SAYS_MOOD,
     "The treatment is [observational|documentary in spirit], [patient and attentive|honest and unadorned], and never "
     "[theatrical|overstated]."},
    {SLOT_MOOD, SAYS_SCENE, SAYS_MOOD | SAYS_ENERGY, SAYS_MOOD,
     "[Scale and stillness|Depth and proportion] [set the tone|define the mood], [open and spacious|measured and "
     "spacious]."},
    {SLOT_MOOD, SAYS_CALM, SAYS_MOOD | SAYS_ENERGY, SAYS_MOOD,
     "A [quiet|restful] simplicity [runs through|pervades] the image, [soothing without being dull|gentle and "
     "assured]."},
    {SLOT_MOOD, SAYS_ENERGY, SAYS_MOOD | SAYS_CALM, SAYS_MOOD,
     "The result is [vigorous|spirited] and [direct|unfiltered], [with tension in every moment|with impact from the "
     "very "
     "beginning]."},
    {SLOT_MOOD, 0, SAYS_MOOD | SAYS_DRAWN, SAYS_MOOD,
     "The [look|overall look] is cinematic yet natural, [with an emphasis on realism|grounded in realistic detail]."},
    {SLOT_MOOD, SAYS_DRAWN, SAYS_MOOD, SAYS_MOOD,
     "The overall [look|impression] is [stylized|expressive] and [cohesive|unified], [faithful to the chosen "
     "style|with "
     "the style carried through every detail]."},

    /* end */
    {SLOT_END, 0, SAYS_END, SAYS_END,
     "The shot [ends|closes] [as evenly as it began|without haste], [leaving|with] {S} as the lasting impression."},
    {SLOT_END, 0, SAYS_END, SAYS_END,
     "The [take|shot] is unbroken, [and attention never strays far from|keeping attention on] {S} [until the end|from "
     "start "
     "to finish]."},
    {SLOT_END, 0, SAYS_END | SAYS_ENERGY, SAYS_END,
     "The shot is [given time|allowed to linger], long enough for {S} to become [familiar|fully present]."},
    {SLOT_END, 0, SAYS_END | SAYS_MOVE | SAYS_MOVED | SAYS_SHAKE, SAYS_END,
     "The final moments [hold on|rest on] {S}, [as clear and composed|as considered] as the beginning."},
    {SLOT_END, 0, SAYS_END | SAYS_FROZEN, SAYS_END,
     "From the opening to the close, the clip keeps [a consistent look|the same measured tone], [ending on|closing on] "
     "{S}."},
    {SLOT_END, 0, SAYS_END, SAYS_END,
     "Continuity is [maintained|preserved] throughout: [scale, light and perspective|light, scale and focus] stay "
     "[coherent|in agreement]."},
    {SLOT_END, SAYS_ENERGY, SAYS_END | SAYS_FROZEN | SAYS_CALM, SAYS_END,
     "The clip ends [at full energy|before the momentum fades], [leaving the motion unresolved|with the motion still "
     "going "
     "on]."},
    {SLOT_END, SAYS_FROZEN, SAYS_END, SAYS_END,
     "The shot lingers [a little longer than expected|to the end], and [nothing disturbs|nothing breaks] the "
     "stillness."},
    {SLOT_END, 0, SAYS_END | SAYS_FROZEN, SAYS_END,
     "By the end, [the scene|the image] has [gained depth and clarity|settled into a lasting impression]."},
};
const size_t cf_offline_phrase_count = sizeof cf_offline_phrases / sizeof *cf_offline_phrases;
