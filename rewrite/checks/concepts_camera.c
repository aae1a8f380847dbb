#include "checks/concepts.h"

static const struct cf_concept camera[] = {
    /* moves along the axis */
    {CF_CHECK_CAMERA, "zoom in",
     "zoom in|zoom into|zoom closer|dolly in|dolly forward|dolly toward|^push in|push in shot|push in on|slow "
     "push|push in to|slow zoom to|camera * zoom toward|camera * move closer|camera * move in|camera * draw "
     "closer|camera * push in|camera * push toward|camera * push forward|camera * close in|punch in~zoom * in|^zoom "
     "on|^zoom to|^zoom toward|zoom inward|^move closer|^move * closer|^draw closer|^draw * closer|^draw in|^get "
     "closer|^come closer|^move in|^move inward|^move toward|^move * toward|^move forward|^edge closer|^edge "
     "toward|^edge in|^inch closer|^inch toward|^inch forward|^inch in|^creep closer|^creep toward|^creep "
     "forward|^creep in|^push closer|^push * closer|^push forward|^push * forward|^push toward|^push * toward|^push * "
     "in|^dolly * in|^dolly * forward|^dolly * toward|^dolly * closer|^close in|^drift closer|^drift toward|^drift "
     "forward|^drift in|^glide closer|^glide toward|^glide forward|^glide in|^ease in|^ease closer|^ease toward|^ease "
     "forward|^float closer|^float toward|^slide closer|^slide toward|^slide in|^press closer|^press in|^press "
     "toward|^press forward|^advance|^approach|^lean in|^lean closer|^tighten|^track in|^track toward|^track "
     "forward|^travel toward|^travel closer|^magnify|^inward|closer and closer|^nearer",
     "The camera zooms in."},
    {CF_CHECK_CAMERA, "zoom out",
     "zoom out|zoom back|dolly out|dolly back|dolly away|^pull back|^pull out|^pull away|pull back shot|pull out "
     "shot|slow pull back|pull back reveal|camera * pull back|camera * pull out|camera * pull away|camera * move "
     "back|camera * move away|camera * back away|camera * retreat|pullback|^pull away from|^pull back from|^back "
     "away~zoom * out|zoom outward|zoom * away|^pull * back|^pull * away|^pull * out|^pull outward|^widen|^move "
     "back|^move away|^move backward|^move outward|^retreat|^recede|^withdraw|^back up|^draw back|^draw away|^ease "
     "back|^ease away|^ease out|^drift back|^drift away|^drift backward|^glide back|^glide away|^glide backward|^track "
     "back|^track backward|^track out|^dolly * out|^dolly * back|^dolly * away|^dolly backward|^slide back|^slide "
     "backward|^step back|^float back|^float backward|^float away|^travel backward|^backward|^backwards",
     "The camera zooms out."},
    {CF_CHECK_CAMERA, "crash zoom",
     "crash zoom|snap zoom|whip zoom|quick zoom|fast zoom|rapid zoom|sudden zoom|punch zoom~crash zooms|zoom * "
     "fast|zoom * rapidly|zoom * quickly|zoom * suddenly|zoom * abruptly|zoom * sharply|zoom * violently|rapidly "
     "zoom|quickly zoom|suddenly zoom|abruptly zoom|abrupt zoom|lightning * zoom|violent zoom|sharp zoom|^lunge|^slam "
     "in|^snap in|^snap toward|^rush in|^punch in|^lurch",
     "The camera makes a crash zoom."},
    {CF_CHECK_CAMERA, "zoom",
     "^zoom|slow zoom|camera zoom|zoom shot|smooth zoom~zoom|^push in|^push toward|^dolly|^close in|^move closer|^draw "
     "closer|^pull back|^pull away|^tighten|^widen",
     "The camera zooms."},
    {CF_CHECK_CAMERA, "dolly zoom",
     "dolly zoom|vertigo effect|vertigo shot|vertigo zoom|zolly|contra zoom|trombone shot|push pull effect|hitchcock "
     "zoom~^vertigo|^vertiginous|dolly * zoom|zoom * dolly|zoom * dollying|dollying * zoom|dollying * "
     "zooming|background * stretch|background * warp|background * rush|background * swell|background * "
     "expand|background * balloon|background * pull away|background * elongate|zoom the opposite|counter-zoom|counter "
     "zoom",
     "The shot is a dolly zoom."},
    {CF_CHECK_CAMERA, "moving forward",
     "camera * move forward|camera * glide forward|camera * fly forward|camera * travel forward|forward "
     "tracking|forward motion|forward dolly~^forward|^advance|^ahead|^push in|^push into|^dolly "
     "in|^deeper|^onward|^press on|^move into|^glide into|^glide through|^move through|^travel down|^move down|^glide "
     "down",
     "The camera moves forward."},
    /* sideways */
    {CF_CHECK_CAMERA, "pan left",
     "pan left|pan * left|left pan|leftward pan|truck left|track left|camera * track left|camera * truck left|camera * "
     "glide left|camera * dolly left|camera * sweep left|camera * move left|camera * slide left|camera * move to the "
     "left|camera * slide to the left|right to left pan~pan * leftward|pan * leftwards|pan from right|pan from the "
     "right|^leftward|^leftwards|^sweep left|^sweep * left|^move left|^move * left|^shift left|^shift * left|^glide "
     "left|^glide * left|^slide left|^slide * left|^drift left|^drift * left|^swing left|^swing * left|^turn "
     "left|^turn * left|^swivel left|^swivel * left|^rotate left|^rotate * left|^track * left|^truck * left|^travel "
     "left|^travel * left|^from right to left|^right to left|^right-to-left|pan * counterclockwise",
     "The camera pans left."},
    {CF_CHECK_CAMERA, "pan right",
     "pan right|pan * right|right pan|rightward pan|truck right|track right|camera * track right|camera * truck "
     "right|camera * glide right|camera * dolly right|camera * sweep right|camera * move right|camera * slide "
     "right|camera * move to the right|camera * slide to the right|left to right pan~pan * rightward|pan * "
     "rightwards|pan from left|pan from the left|^rightward|^rightwards|^sweep right|^sweep * right|^move right|^move "
     "* right|^shift right|^shift * right|^glide right|^glide * right|^slide right|^slide * right|^drift right|^drift "
     "* right|^swing right|^swing * right|^turn right|^turn * right|^swivel right|^swivel * right|^rotate "
     "right|^rotate * right|^track * right|^truck * right|^travel right|^travel * right|^from left to right|^left to "
     "right|^left-to-right",
     "The camera pans right."},
    {CF_CHECK_CAMERA, "whip pan",
     "whip pan|swish pan|flash pan|zip pan|fast pan|quick pan|rapid pan~^whip|^whip-pan|^swish|^snap to|^snap "
     "over|^snap from|^snap sideways|pan * fast|pan * rapidly|pan * quickly|pan * abruptly|pan * suddenly|rapidly "
     "pan|quickly pan|abruptly pan|suddenly pan|abrupt pan|blur * pan|lightning-fast pan|lightning pan|^jerk * "
     "sideways|^lash",
     "The camera makes a whip pan."},
    {CF_CHECK_CAMERA, "pan",
     "^pan|pan shot|panning shot|panning camera|slow pan|smooth pan|horizontal pan|camera * pan|camera pan|pan "
     "across~^panning|pan over|pan along|pan past|pan from|pan to|view * pan|shot * pan|lens * pan|gentle pan|long "
     "pan|steady pan|pan slowly|slowly pan|pan smoothly|pan gently|pan the|^sweep|^sweep across|^glide across|^move "
     "across|^travel across|^slide across|^drift across|^pass across|^swing|^traverse|^swivel|^slide past|^slide "
     "along|^turn * across|^scan",
     "The camera pans across the scene."},
    {CF_CHECK_CAMERA, "sideways move",
     "trucking shot|truck shot|lateral tracking|lateral shot|slider shot|side tracking|sideways "
     "tracking|side-scrolling|side scrolling|camera * slide sideways|camera * move sideways|lateral dolly|camera * "
     "slide "
     "past~^lateral|^laterally|^sideways|^sidelong|^side-on|^slide|^slider|^truck|^alongside|^parallel|^sidescroll|^"
     "glide along|^track along|^scroll",
     "The camera slides sideways."},
    /* up and down */
    {CF_CHECK_CAMERA, "tilt up",
     "tilt up|camera * tilt up|camera * pan up|pan up|pan upward|slow pan up|vertical pan up|tilt * upward|upward "
     "tilt|tilt * upwards~tilt * up|tilt skyward|tilt * skyward|^look up|^look upward|^angle upward|^angle up|^tip "
     "up|^tip upward|^pivot upward|^pivot up|^swing up|^swing upward|^climb|^travel up|^travel upward|^move up|^move "
     "upward|^sweep up|^sweep upward|^lift|^rise|^glide up|^glide upward|^upward|^upwards|^skyward",
     "The camera tilts up."},
    {CF_CHECK_CAMERA, "tilt down",
     "tilt down|camera * tilt down|camera * pan down|pan down|pan downward|slow pan down|tilt * downward|downward "
     "tilt|tilt * downwards~tilt * down|^look downward|^angle downward|^angle down|^tip down|^tip downward|^pivot "
     "downward|^pivot down|^swing down|^swing downward|^travel down|^travel downward|^move down|^move downward|^sweep "
     "down|^sweep downward|^lower|^drop|^descend|^glide down|^glide downward|^downward|^downwards|^sink",
     "The camera tilts down."},
    {CF_CHECK_CAMERA, "tilt", "camera * tilt|tilting shot|vertical pan~tilt|^upward|^downward", "The camera tilts."},
    {CF_CHECK_CAMERA, "crane up",
     "crane up|crane shot rise|crane shot * upward|crane shot * up|rising crane|ascending crane|crane shot lift|crane "
     "shot ascend|boom up|jib up|pedestal up|camera * rise|camera * ascend|camera * lift up|camera * float up|camera * "
     "float upward|camera * crane up|camera * move up|camera * climb|rising shot|ascending shot|rising camera|camera * "
     "soar up|camera * fly up|^rise|^ascend~^rising|^ascent|^lift|^climb|^boom upward|^float up|^float "
     "upward|^soar|crane upward|camera * crane|on a crane|from a crane|^move up|^move upward|^glide up|^glide "
     "upward|^drift up|^drift upward|^sweep up|^sweep upward|^upward|^upwards|^skyward|^elevate|^swoop up|^higher and "
     "higher|^travel upward",
     "The camera cranes up."},
    {CF_CHECK_CAMERA, "crane down",
     "crane down|descending crane|crane shot descend|crane shot * down|boom down|jib down|pedestal down|camera * "
     "descend|camera * crane down|camera * lower|camera * sink|descending shot|camera * float down|camera * move "
     "down|camera * swoop down|camera * dive|camera * plunge|^descend~^descent|^lower|^sink|^boom downward|^float "
     "down|^float downward|^crane downward|^move down|^move downward|^glide down|^glide downward|^drift down|^drift "
     "downward|^sweep down|^downward|^downwards|^swoop|^dive|^plunge|^plummet|^drop|^come down|^settle down|camera * "
     "crane|on a crane|from a crane",
     "The camera cranes down."},
    {CF_CHECK_CAMERA, "crane",
     "crane shot|jib shot|boom shot|crane camera|camera crane|camera * crane~on a crane|from a crane|crane "
     "arm|^jib|^boom|^rise|^ascend|^lift|^climb|^soar|^descend|^swoop|^sweep up|^sweep down|^float "
     "up|^upward|^downward|^overhead arc",
     "It is a crane shot."},
    /* around and along */
    {CF_CHECK_CAMERA, "orbit",
     "orbit shot|orbital shot|orbiting shot|orbiting camera|camera * orbit|camera * circle|camera * revolve|camera * "
     "rotate around|camera * spin around|camera * swirl around|camera * move around|camera * go around|circling "
     "shot|circling camera|circular tracking|circular pan|360-degree|360 degree|360 degrees|360 orbit|360 shot|360 "
     "pan|360 rotation|360 view|360 spin|camera rotates|camera rotating|arc shot|arcing shot|arc around|rotating "
     "camera|rotating shot|turntable shot|revolving shot|^circle|^orbit|^revolve|^rotate "
     "around|^encircle~^rotate|^arc|full circle|full turn around|complete circle|^ring around|^wheel around|^loop "
     "around|^move around|^travel around|^travel * around|^glide around|^glide * around|^spin around|^swing "
     "around|^sweep around|^sweep * around|^swirl around|^curve around|^slide around|^walk around|^drift around|^float "
     "around|^pivot around|^turn around|^go around|^all the way around|^from every side|^from all "
     "sides|^circular|^round and round|three hundred and sixty|360",
     "The camera orbits the scene."},
    {CF_CHECK_CAMERA, "tracking shot",
     "tracking shot|follow shot|following shot|follow cam|follow camera|chase cam|chase camera|chase shot|dolly "
     "shot|dolly tracking|tracking camera|camera * follow|camera * track|camera * chase|camera * trail|camera * move "
     "alongside|camera * run alongside|camera * travel alongside|dolly along|dolly track|dolly alongside|walk and "
     "talk|^follow|^chase|^trail|^pursue~^track|^tracking|^following|^swim after|^swim alongside|^swim with|^go "
     "after|^run after|^stick with|^walk behind|^walk alongside|^drive alongside|^keep pace|^keep up with|^move "
     "alongside|^move with|^move along|^glide alongside|^glide along|^glide with|^glide beside|^glide behind|^travel "
     "alongside|^travel with|^travel beside|^run alongside|^ride alongside|^race alongside|^fly "
     "alongside|^alongside|^slide alongside|^slide along|^slide beside|^stay with|^stay close behind|^stay just "
     "behind|^shadow|^accompany|^pace|^move beside|^close behind|^dolly|^tail|^roll alongside|^skim alongside|^keep "
     "level|^keep abreast|^in step with|^move in tandem",
     "It is a tracking shot."},
    {CF_CHECK_CAMERA, "leading shot",
     "leading shot|camera leads|camera * lead~^lead|^ahead of|^in front of|^backward|^backwards|^retreat",
     "The camera leads the way."},
    {CF_CHECK_CAMERA, "fly-through",
     "fly-through|fly through shot|flythrough|fly through video|flyover|fly-over|camera * fly through|camera * fly "
     "over|camera * fly|camera * soar|camera * swoop|flying camera|swooping shot|camera * weave|camera * glide "
     "through|camera * glide over|camera * dive through|^fly over|^fly through|^glide over|^glide through|^soar "
     "over|^sweep over|^skim~^fly|^flight|^soar|^swoop|^glide|^sweep|^weave|^sail|^float through|^float over|^race "
     "through|^dart|^thread|^move through|^travel through|^rush through|^drift over|^drift through|^dive",
     "The camera flies through the scene."},
    {CF_CHECK_CAMERA, "spinning camera",
     "camera spins|camera roll|barrel roll shot|camera * spin|camera * roll|spinning camera|rotating frame|spinning "
     "shot~^spin|^spinning|^roll|^rotate|^rotation|^twirl|^whirl|^corkscrew|^revolve|^turn on its axis|^tumble",
     "The camera spins."},
    {CF_CHECK_CAMERA, "slow camera move",
     "slow camera movement|slow camera move|gentle camera movement|subtle camera "
     "movement~^slow|^slowly|^gentle|^gently|^gradual|^gradually|^subtle|^subtly|^unhurried|^inch|^creep|^drift",
     "The camera moves slowly."},
    {CF_CHECK_CAMERA, "dynamic camera",
     "dynamic camera|energetic camera|dynamic shot|fast-moving camera|kinetic "
     "camera~^dynamic|^dynamically|^energetic|^kinetic|^swoop|^whip|^race|^swift|^rapid|^agile|^hurtle|^dart|^surge|^"
     "restless|^lively",
     "The camera moves dynamically."},
    /* heights and angles */
    {CF_CHECK_CAMERA, "top-down",
     "top-down|top down|overhead shot|overhead view|overhead angle|overhead camera|flat lay|flatlay|god's-eye|god 's "
     "eye|god's eye|top view|view from the top|directly overhead|directly above shot|look straight down|camera * "
     "straight down|from directly above|shot from overhead|seen from overhead|filmed from overhead~straight "
     "down|^overhead|^from above|^from high above|^directly above|^straight above|^look down|^vertical view|plan "
     "view|bird's-eye|bird 's eye|bird 's-eye|^downward|^peer down|^gaze down|^from the ceiling|^point down|^point "
     "straight down",
     "The scene is seen from straight above."},
    {CF_CHECK_CAMERA, "aerial view",
     "aerial|bird's-eye|bird 's eye|bird 's-eye|birds eye|birds-eye|birdseye|bird eye view|drone shot|drone view|drone "
     "footage|drone video|drone camera|drone cinematography|drone flyover|drone pov|drone perspective|drone "
     "flies|drone clip|shot by drone|shot by a drone|filmed by drone|filmed by a drone|seen from above|view from "
     "above|viewed from above|shot from above|filmed from above|^from above|from high above|helicopter shot|helicopter "
     "view|helicopter footage|satellite view|view from the air|seen from the air~straight down|^from high|^from the "
     "air|^air view|^from the sky|^from a height|^from great height|^high above|^high over|^far above|^far below|^from "
     "overhead|^overhead|^airborne|^top-down|^top down|^look down|^directly above|^from directly "
     "above|^hover|^soar|^helicopter|^flyover|^from far above|^elevated|^from altitude|drone",
     "The scene is seen in an aerial view."},
    {CF_CHECK_CAMERA, "high angle",
     "high angle|high-angle|high camera angle|elevated angle|shot from a high angle|high vantage|high viewpoint~^from "
     "above|^look down|^looking down|^elevated|^from overhead|^overhead|^downward|^from high|^high up|^peer down|^gaze "
     "down|^point down|^aim down|^angle down|^from a height|^bird's-eye|^aerial|^top-down|^raised|^lofty|^straight "
     "down|^steeply down|^sharply down",
     "The scene is seen from a high angle."},
    {CF_CHECK_CAMERA, "low angle",
     "low angle|low-angle|low camera angle|worm's-eye|worm 's-eye|worm 's eye|worm's eye|shot from below|seen from "
     "below|viewed from below|filmed from below|view from below|^from below|ant's-eye|frog's-eye|upward angle|low "
     "viewpoint|low vantage|low perspective~^look up|^looking up|^look upward|^ground level|^ground-level|^from the "
     "ground|^from underneath|^from beneath|^low to the ground|^close to the ground|^near the ground|^floor "
     "level|^point up|^point upward|^aim up|^aim upward|^angle up|^angle upward|^upward|^peer up|^peer upward|^gaze "
     "up|^from low|^from a low|^low down|^low on the ground|^low position|^tilt upward|^tilt up|^knee height|^knee "
     "level|^ankle height|^set low|^stay low|^held low|^from down low|^straight up|^directly up|^stare up|^steeply "
     "up|^sharply up",
     "The scene is seen from a low angle."},
    {CF_CHECK_CAMERA, "ground level",
     "ground level shot|ground-level shot|ground level view|ground-level view|ground-level|ground level camera|ground "
     "level tracking|floor level|floor-level|^ground level|low to the ground|at street level|street-level shot|street "
     "level shot~^at ground level|^ground height|^from the ground|^close to the ground|^near the ground|^on the "
     "ground|^along the ground|^just above the ground|^near the floor|^close to the floor|^floor "
     "height|^skim|^hug|^low angle|^inches above|^centimeters above|^street level|^ankle height|^worm's-eye|^low",
     "The camera is at ground level."},
    {CF_CHECK_CAMERA, "eye level",
     "eye level|eye-level|eyelevel|eye level shot|eye height|eye-line shot~^at eye|^level with|^straight-on|^straight "
     "on|^face to face|^head height|^same height|^at her level|^at his level|^at its level|^neutral angle|^at their "
     "level",
     "The scene is seen at eye level."},
    {CF_CHECK_CAMERA, "Dutch angle",
     "dutch angle|dutch tilt|dutch shot|dutch camera|canted angle|canted shot|canted frame|oblique angle|tilted "
     "angle|tilted frame|tilted camera|tilted shot|tilted horizon|slanted angle|skewed "
     "angle~dutch-angle|^dutch|^canted|^cant|^skewed|^askew|^slanted|^slant|^oblique|^tilted|^off-kilter|^off "
     "kilter|^lopsided|^crooked|^leaning horizon|^horizon * tilt|^horizon * slant|^horizon * lean|^horizon * "
     "diagonal|^tilt sideways|^tilt to one side|^diagonal",
     "The scene is seen at a Dutch angle."},
    {CF_CHECK_CAMERA, "over the shoulder",
     "over the shoulder|over-the-shoulder|over-shoulder|ots shot|over his shoulder shot|over her shoulder shot~over * "
     "'s shoulder|past * shoulder|beyond * shoulder|behind * shoulder|view over * shoulder|shot over * shoulder|camera "
     "* over * shoulder|peer * over * shoulder|^look over * shoulder|^look * over * shoulder|see over * shoulder|seen "
     "over * shoulder|watch over * shoulder|filmed over * shoulder|framed over * shoulder|from over * shoulder|glimpse "
     "over * shoulder|gaze over * shoulder|^from just behind|shoulder * foreground|shoulder * edge of the "
     "frame|shoulder frame|over-the-shoulders",
     "The scene is seen over the shoulder."},
    {CF_CHECK_CAMERA, "from behind",
     "^from behind|^rear view|tracking from behind|rear view shot|seen from behind|shot from behind|viewed from "
     "behind|filmed from behind|view from behind|camera behind|back view|rear view of|shot from the back|seen from the "
     "back|view from the back|follow from behind|camera * from behind~^from the back|^from the rear|^back to the "
     "camera|^back to us|^back turned|^backs turned|^behind|^rear|^over-the-shoulder|^away from the camera|^away from "
     "us|^away from the viewer",
     "It is seen from behind."},
    {CF_CHECK_CAMERA, "first-person view",
     "first-person|first person|pov|point of view shot|point-of-view|from the point of view|subjective "
     "camera|subjective shot|'s eye view|through the eyes of|from the perspective of|as seen through the eyes|player's "
     "view|player 's view|from the viewpoint~^point of view|'s point of view|his point of view|her point of view|its "
     "point of view|'s viewpoint|her viewpoint|his viewpoint|its viewpoint|'s perspective|her perspective|his "
     "perspective|its perspective|'s vantage|through * eye|through * eyes|^own eyes|subjective view|^subjective|as "
     "seen by|as though we|as if we|we see our|our own hands|our hands|before us|in front of us|as we|through our|we "
     "see through|^head-mounted|^helmet-mounted|^helmet cam|^gopro|'s-eye view|the viewer's own",
     "The scene is seen in first-person view."},
    {CF_CHECK_CAMERA, "front view",
     "front view|frontal view|frontal shot|front shot|viewed from front|seen from the front|shot from the "
     "front|head-on shot|head on shot|front angle|front-facing shot~from the front|front-facing|frontal|face the "
     "camera|facing the camera|face forward|facing forward|face the viewer|facing the viewer|head-on|front-on|straight "
     "on|straight-on|face the lens|facing the lens|frontally|head on|^facing us|^face us",
     "It is seen in a front view."},
    {CF_CHECK_CAMERA, "side view",
     "side view|in profile|profile view|profile shot|^from the side|seen from the side|shot from the side|viewed from "
     "the side|filmed from the side|side profile|side shot|side angle|side-on|lateral view|side-on "
     "view~^profile|^sidelong|^lateral|^laterally|^from one side|^flank|^side",
     "It is seen from the side."},
    {CF_CHECK_CAMERA, "three-quarter view",
     "three-quarter view|three quarter view|3/4 view|3 / 4 view|three-quarter angle|three quarter "
     "angle~three-quarter|three-quarters|three quarter|three quarters",
     "It is seen in a three-quarter view."},
    {CF_CHECK_CAMERA, "silhouette",
     "silhouette shot|in silhouette|silhouetted shot|silhouetted against~silhouette|silhouetted|backlit|back-lit|dark "
     "outline|black outline|black shape|dark shape|dark figure|black figure",
     "It is seen in silhouette."},
    {CF_CHECK_CAMERA, "reveal shot",
     "reveal shot|slow reveal|camera * reveal|revealing shot~^reveal|^revealing|^unveil|^uncover|^disclose|come into "
     "view|bring into view",
     "The camera reveals the scene."},
    {CF_CHECK_CAMERA, "reaction shot",
     "reaction shot|reverse shot|shot reverse shot|shot-reverse-shot|cutaway shot|cutaway~react|reaction|^cut to|^cut "
     "back|^cut away|^cut between|reverse angle|^alternate|^back and forth",
     "There is a reverse shot."},
    {CF_CHECK_CAMERA, "snorricam",
     "snorricam|bodymount camera~body-mounted|^strapped to|^mounted to|^attached to|^fixed to|^rigged "
     "to|chest-mounted|chest-rigged",
     "The camera is mounted to the body."},
    /* sizes */
    {CF_CHECK_CAMERA, "close-up",
     "close-up|closeup|close up|close-ups|macro|macro shot|extreme close|ecu|ultra close|super close|close shot|tight "
     "shot|tight close|close view|close framing|detail shot|insert shot|tight framing|tight on|^up close~tight "
     "portrait|tightly framed|tightly frame|frame tightly|framed tightly|^tight|^tightly|extreme "
     "magnification|^magnified|^magnify|^fill the frame|^fill the entire frame|^fill the whole frame|^fill the "
     "screen|^fill the picture|^fill the image|^fill the shot|^fill the view|^fill * frame|^closely|^very close|^so "
     "close|^extremely close|^stay close|^hold close|^close in|^close on|^close to|^close against|^at close|^near "
     "enough|^inches from|^inches away|close range|close quarters|^microscopic|^macro lens|^intimate|^linger on|^nose "
     "to nose",
     "The shot is a close-up."},
    {CF_CHECK_CAMERA, "medium close-up",
     "medium close-up|medium close up|medium closeup|head and shoulders shot|head-and-shoulders|bust shot|chest "
     "shot|chest-up~medium close|head and shoulders|^from the chest|^chest up|^from the shoulders|^shoulders "
     "up|^bust|^medium shot|close-up",
     "The shot is a medium close-up."},
    {CF_CHECK_CAMERA, "medium shot",
     "medium shot|mid shot|mid-shot|midshot|medium-shot|medium two-shot|medium view|waist shot|waist-up|waist "
     "up|cowboy shot|american shot|half-body shot|half body shot|medium long shot|medium wide shot|mid-range "
     "shot~^medium|medium framing|mid-range|^from the waist|^waist-high|^waist height|^waist|^half-length|^half "
     "body|^half-body|^middle distance|^moderate distance|^mid-distance|^mid-thigh|^knees up|^from the knees|^from the "
     "thighs|three-quarter shot",
     "The scene is seen in a medium shot."},
    {CF_CHECK_CAMERA, "full shot",
     "full shot|full-body shot|full body shot|full-length shot|full length shot|full body view|full-body view|full "
     "figure shot|head-to-toe shot|^full body|^full-body~full body|full-body|full length|full-length|full figure|head "
     "to toe|head-to-toe|head to foot|whole body|entire body|whole figure|entire figure|complete figure|from "
     "head|entire silhouette|top to toe",
     "The scene is seen in a full shot."},
    {CF_CHECK_CAMERA, "wide shot",
     "wide shot|wide view|wide-angle|wide angle|wide-angle shot|establishing shot|^panoramic|panorama shot|panorama "
     "view|long shot|extreme wide|ultra wide|ultra-wide|wide establishing|super wide|wide lens|wide frame|wide "
     "framing|far shot|extreme long shot|distant shot|vista shot|^wide|master shot~wide * "
     "shot|widescreen|^widely|^widest|sweeping view|sweeping shot|sweeping vista|sweeping panorama|panorama|expansive "
     "view|expansive shot|expansive frame|^expansive|^vast|^sweeping|^broad|broad view|broad shot|^establishing|^long "
     "view|^full view|^distant view|^from a distance|^from afar|^from far|^far away|^far back|^distant|^at a "
     "distance|^great distance|^vista|^grand scale|^full breadth|^full width|^full sweep|^entire scene|^dwarf|^tiny in "
     "the frame|^small in the frame|^tiny figure",
     "The scene is seen in a wide shot."},
    {CF_CHECK_CAMERA, "two-shot",
     "two-shot|medium two shot|two shot of|double shot of two people~two shot|^both|^together|^pair|^share the "
     "frame|^share the shot|^side by side|^couple|^the two",
     "It is a two-shot."},
    {CF_CHECK_CAMERA, "split screen",
     "split screen|split-screen|split frame|side-by-side screen|picture-in-picture~^split|^divide|divide the "
     "screen|split the screen|^two halves|^two panels|^side by side|^side-by-side|^half of the screen|^half of the "
     "frame|^left half|^diptych|^panels",
     "The screen is split."},
    /* the hand that holds it */
    {CF_CHECK_CAMERA, "handheld camera",
     "handheld|hand-held|hand held camera|hand held shot|^hand held|shaky "
     "cam|shaky-cam|shakycam|run-and-gun|shoulder-mounted camera|shoulder cam|camcorder "
     "shake~shoulder-mounted|shoulder mounted|shoulder-held|shoulder "
     "camera|^shaky|^jitter|^jittery|^wobble|^wobbly|^jostle|^bob|^unsteady|^shake|^held in hand|^held by "
     "hand|^carried by hand",
     "The camera is handheld."},
    {CF_CHECK_CAMERA, "shaking",
     "shaking effect|camera shake|camera shakes|camera * shake|shaky camera|shaky footage|shaky shot|shaky "
     "video|^shaky|earthquake effect|screen "
     "shake~^shake|^shaking|^tremble|^trembling|^tremor|^jitter|^jittery|^vibrate|^vibration|^vibrating|^unsteady|^"
     "quake|^quaking|^jolt|^jolting|^judder|^shudder|^rattle|^wobble|^wobbly|^jerk|^jerky|^bounce|^bouncing|^rock "
     "violently|^lurch|^convulse|intense shaking|violent shaking|shake intensely|shake violently|tremble "
     "intensely|handheld",
     "The picture shakes intensely."},
    {CF_CHECK_CAMERA, "steady and smooth",
     "steady and smooth|smooth and steady|steady camera|smooth camera|steady shot|smooth shot|smooth motion|smooth "
     "camera movement|stable shot|stabilized|stabilised|steadicam|steady cam|steady-cam|gimbal|gimbal shot|smooth "
     "tracking|smooth gimbal~steady gaze of the "
     "camera|^steady|^smooth|^smoothly|^steadily|^stable|^fluid|^fluidly|^seamless|^seamlessly|^glide|^gliding|^float|^"
     "unwavering|^even|^evenly|^effortless|^effortlessly|^silky|^graceful|^gracefully|^without a jolt|^without a "
     "shake|smooth and stable|stable and smooth|smooth and fluid|steady and unbroken|steady and fluid",
     "The perspective is steady and smooth."},
    {CF_CHECK_CAMERA, "still frame",
     "still frame|static shot|static camera|static frame|static view|static angle|static tripod|fixed camera|fixed "
     "shot|fixed frame|fixed angle|fixed view|still shot|still camera|stationary camera|stationary "
     "shot|locked-off|locked off|locked-down|locked down shot|locked camera|lock-off|tripod shot|on a "
     "tripod|^tripod|motionless camera|no camera movement|without camera movement|camera stays still|camera * stay "
     "still|camera * remain still|camera * hold still|camera * not move|camera never moves|camera never move|unmoving "
     "camera|camera * fixed|camera * static|camera * "
     "stationary|^static~^stationary|^fixed|^motionless|^unmoving|^immobile|^frozen in time|still image|freeze "
     "frame|^perfectly still|^completely still|^absolutely still|^hold still|^held still|^keep still|^remain "
     "still|^stay still|^stand still|^still|^locked|^rooted|^anchored|never move|^not move|^hold steady|^hold its "
     "position|^stay put|^rest * in place|^planted|^do not budge|^unwavering|^without moving|^unbroken and "
     "still|^nothing * moves but|no movement of the camera",
     "It is held in a still frame."},
    {CF_CHECK_CAMERA, "action camera",
     "gopro|action camera|action cam|helmet cam|helmet camera|helmet-mounted|head-mounted|chest-mounted|headcam|head "
     "cam|body-mounted|chest cam|handlebar cam|handlebar-mounted|wearable camera~^mounted on * helmet|^mounted on * "
     "chest|^mounted on * head|^mounted on * handlebar|^mounted on * board|^mounted to|^mounted on|^strapped "
     "to|^strapped on|^attached to|^fixed to|^clipped to|^clamped to",
     "It is filmed by an action camera."},
    {CF_CHECK_CAMERA, "body camera",
     "bodycam|body cam|body camera|body-cam|bodycam footage|body-worn camera|body worn "
     "camera~body-worn|^chest-mounted|^mounted on * chest|^worn on|^clipped to|^strapped to * chest|^chest",
     "It looks like a body camera's footage."},
    {CF_CHECK_CAMERA, "dashcam",
     "dashcam|dash cam|dash-cam|dashboard camera|dashboard cam|dash camera|dashcam "
     "footage~^dashboard|^dash-mounted|^dash|^windshield|^windscreen",
     "It looks like a dashcam's footage."},
    {CF_CHECK_CAMERA, "FPV drone",
     "fpv|fpv drone|first-person drone|racing drone shot|drone pov|fpv shot~^racing drone|^pilot|drone's-eye|drone's "
     "own|from the drone|first-person|first person|drone * bank|drone banks",
     "It is filmed by an FPV drone."},
    {CF_CHECK_CAMERA, "selfie",
     "^selfie|selfie video|selfie shot|selfie camera|selfie angle|selfie stick|selfie style|selfie-style|selfie "
     "mode|selfie pov|vlog style|vlog-style|vlog|front-facing camera~selfie|^arm's length|^arm 's length|^outstretched "
     "arm|^extended arm|^front-facing|^front camera|vlogger|^vlogging|phone held|^hold * phone",
     "It is filmed as a selfie."},
    {CF_CHECK_CAMERA, "phone video",
     "phone footage|phone video|phone camera|smartphone footage|smartphone video|iphone footage|iphone video|shot on "
     "iphone|shot on phone|shot on a phone|cellphone video|cellphone footage|cell phone footage|cell phone "
     "video|mobile phone footage|mobile footage|shot on smartphone|filmed on a phone|filmed on a smartphone|vertical "
     "phone~^phone|^smartphone|^iphone|^cellphone|^mobile|phone-shot|phone-quality",
     "It looks like a phone's video."},
    {CF_CHECK_CAMERA, "webcam", "webcam|web cam|webcam footage|zoom call view~^laptop camera|^video call",
     "It looks like a webcam's picture."},
    {CF_CHECK_CAMERA, "trail camera",
     "trail cam|trail camera|trailcam|wildlife camera|camera trap~^motion-triggered|^motion-activated|^trap|^trail",
     "It looks like a trail camera's footage."},
    /* lens and focus */
    {CF_CHECK_CAMERA, "racking focus",
     "racking focus|rack focus|rack-focus|focus pull|pull focus|focus shift|shift focus|focus rack|focus pulls|focus "
     "shifts|focus transition|racks focus|pull of focus|shift in focus|shift of focus~focus * shift|focus * move|focus "
     "* rack|focus * pull|focus * slide|focus * drift|focus * transfer|focus * snap|focus * travel|focus * "
     "switch|focus * change|focus * jump|focus * leave|focus * transition|focus * glide|shift * focus|shifting "
     "focus|pull * focus|refocus|transfer focus|change of focus|changing focus|switch focus|transition * "
     "focus|transition focus|move focus|come into focus|comes into sharp focus|snap into focus|into sharp focus|into "
     "crisp focus|slide into focus|drift into focus|resolve into focus|fall out of focus|slip out of focus|drift out "
     "of focus|sharpen * blur|blur * sharpen",
     "The shot is made with racking focus."},
    {CF_CHECK_CAMERA, "depth of field",
     "depth of field|depth-of-field|bokeh|shallow focus|shallow depth|blurred background|blurry background|background "
     "blur|background blurred|blurred out background|selective focus|wide aperture|dof~background * blur|background * "
     "blurred|background * soften|background * dissolve|background * melt|background * out of focus|background * "
     "unfocused|^out of focus|soft focus|soft-focus|out-of-focus|^unfocused|creamy blur|into blur|into a blur|into * "
     "blur|soft blur|only * sharp|only * in focus|only * in sharp focus|^blur|^blurred|^blurry|^blurs|razor-thin "
     "focus|thin focus|thin plane|narrow focus|narrow plane|plane of focus|soft background|defocused|^melt away|^large "
     "aperture|^f/1",
     "The depth of field is shallow."},
    {CF_CHECK_CAMERA, "deep focus",
     "deep focus|deep depth of field|everything in focus|pan focus|large depth of field|all in "
     "focus~deep-focus|everything * sharp|everything * focus|all * sharp|all * in focus|sharp from|foreground to "
     "background|front to back|near to far|every plane|entire depth|in sharp focus|both foreground and background|from "
     "the foreground to the|sharp throughout|crisp from|edge to edge",
     "The shot is in deep focus."},
    {CF_CHECK_CAMERA, "soft focus",
     "soft focus|soft-focus|diffusion filter|dreamy blur|softly focused|pro-mist|gauzy focus~softly blurred|^soft "
     "blur|^gauzy|^diffused|^diffusion|^softened|^hazy|^soft-edged|^soft edges|^dreamy|^misty lens|^softly out of "
     "focus|^gentle blur|^slightly out of focus|diffused focus|gentle focus|hazy focus|focus is soft|focus "
     "soft|softened focus|dreamy focus",
     "The picture is in soft focus."},
    {CF_CHECK_CAMERA, "out of focus",
     "^out of focus|^blurry|defocused shot~out of focus|out-of-focus|blurry|blurred|^blur|unfocused|defocused",
     "The picture is out of focus."},
    {CF_CHECK_CAMERA, "motion blur",
     "motion blur|motion-blur|motion blurred|panning "
     "blur~^blur|^blurred|^streak|^smear|motion-blurred|^streaked|^blurry",
     "There is motion blur."},
    {CF_CHECK_CAMERA, "fisheye",
     "fisheye|fish-eye|fish eye~barrel distortion|^bulge|^bulging|^barrel|^spherical|^bulbous|^ultra-wide|^curved "
     "edges|^warp|^warped|^convex|^peephole",
     "It is seen through a fisheye lens."},
    {CF_CHECK_CAMERA, "telephoto",
     "telephoto|long lens|long-lens|super telephoto|200mm|300mm|400mm|500mm|600mm|tele lens|compressed "
     "perspective|lens compression|70-200mm~^compress|^compressed|^compression|long-focal|long focal|^tele|zoom "
     "lens|high-powered lens|powerful lens",
     "It is seen through a telephoto lens."},
    {CF_CHECK_CAMERA, "anamorphic",
     "anamorphic|anamorphic lens|cinemascope|scope ratio|2.39|2.35|widescreen|letterbox "
     "format|21:9|letterboxed~wide-screen|^oval bokeh|^horizontal flare|^horizontal flares|^streak flare|^streaking "
     "flare|^flares stretch|^black bars",
     "It is seen through an anamorphic lens."},
    {CF_CHECK_CAMERA, "lens flare",
     "lens flare|lens flares|sun flare|sun flares|lens-flare|light flare|flare "
     "effect~^flare|^flaring|^flared|^starburst|^sunburst|^streak across the lens|^ghosting|^halo * lens",
     "There is a lens flare."},
    {CF_CHECK_CAMERA, "tilt-shift",
     "tilt-shift|tilt shift|tiltshift|miniature effect|miniature look|miniature "
     "faking~miniature|toy-like|toylike|scale model|like toys|model village|^toy|^diorama|toy-sized|toy-scale",
     "It is a tilt-shift shot."},
    {CF_CHECK_CAMERA, "50mm lens", "50mm|50 mm lens|standard lens|nifty fifty~fifty-millimeter|50-mm",
     "It is seen through a 50mm lens."},
    {CF_CHECK_CAMERA, "85mm lens", "85mm|85 mm lens|portrait lens~eighty-five-millimeter|85-mm",
     "It is seen through an 85mm lens."},
    {CF_CHECK_CAMERA, "24mm lens", "24mm|14mm|18mm|28mm|16-35mm~^wide-angle|^wide angle|^wide|24-mm",
     "It is seen through a wide lens."},
    {CF_CHECK_CAMERA, "35mm lens", "35mm lens|35 mm lens|35mm prime~35mm|35-mm|35 mm",
     "It is seen through a 35mm lens."},
    {CF_CHECK_CAMERA, "underwater camera",
     "underwater shot|underwater view|underwater camera|underwater footage|underwater photography|underwater "
     "cinematography|underwater filming|shot underwater|filmed underwater~underwater|beneath the surface|below the "
     "surface|under the surface|submerged|beneath the water|below the waterline|under water|undersea|beneath the "
     "waves|subaquatic|below the waves",
     "It is filmed underwater."},
    {CF_CHECK_CAMERA, "symmetrical framing",
     "symmetrical composition|symmetrical framing|symmetrical shot|symmetric composition|symmetric framing|centered "
     "composition|centred composition|centered framing|^symmetrical|perfect symmetry|perfectly "
     "centered~symmetry|symmetric|symmetrical|symmetrically|perfectly balanced|^centered|^centred|dead center|dead "
     "centre|^mirror",
     "The composition is symmetrical."},
    {CF_CHECK_CAMERA, "vertical video",
     "vertical video|vertical format|portrait mode video|9:16|portrait orientation|vertical shot~^vertical|^upright",
     "The picture is upright."},
    /* time and cuts */
    {CF_CHECK_CAMERA, "slow motion",
     "slow motion|slow-motion|slow-mo|slo-mo|slow mo|slo mo|slomo|slowmo|super slow|ultra slow motion|ultra-slow|ultra "
     "slow|ultra-slow-motion|super-slow-motion|120fps|240fps|1000fps|120 fps|240 fps|1000 fps|960fps|high-speed "
     "camera|high speed camera|high-speed footage|high speed footage|high frame rate|high-speed photography|phantom "
     "camera|phantom flex|slowed down footage|slowed-down~slowed down|^slowed|time slow|time slows|time * slow|time "
     "stretch|time * stretch|time dilate|stretched time|slow to a crawl|slows to a crawl|half speed|quarter "
     "speed|fraction of * speed|^drawn-out|^drawn out|slow, dreamlike motion|slower than life|slowed motion|slowed "
     "to|^decelerated|at reduced speed|motion * slowed|super-slow|unfold slowly|slow dreamlike motion|slow languid "
     "motion|slow dreamy motion",
     "The motion is slow motion."},
    {CF_CHECK_CAMERA, "time-lapse",
     "time-lapse|timelapse|time lapse|time-lapsed|timelapsed|sped-up time|accelerated time~hyperlapse|hyper-lapse|time "
     "compressed|time * compress|hours * seconds|hours * moments|days * seconds|days * moments|weeks * seconds|minutes "
     "* seconds|months * seconds|season * seconds|hours * minutes|years * seconds|hours compress|days compress|hours "
     "condense|hours pass in|hours pass by|hours race|hours slip|hours flash|days flash|months flash|years flash|days "
     "race|compressed into|condensed into|collapse into seconds|^accelerated|^sped-up|^sped up|^speed "
     "up|^speeded-up|^speeded up|^fast-forward|^fast forward|^in fast motion",
     "The scene passes in time-lapse."},
    {CF_CHECK_CAMERA, "hyperlapse",
     "hyperlapse|hyper-lapse|hyper lapse~moving time-lapse|moving timelapse|time-lapse|timelapse|time lapse",
     "The scene passes in a hyperlapse."},
    {CF_CHECK_CAMERA, "fast motion",
     "fast motion|fast-motion|fast forward|fast-forward|sped up|sped-up|speeded-up|speeded up|undercranked|double "
     "speed|high-speed motion|accelerated "
     "motion~time-lapse|timelapse|hyperlapse|^accelerated|^accelerate|^quickened|^rapid|^at high speed|^twice the "
     "speed|^double the speed|^faster than",
     "The motion is sped up."},
    {CF_CHECK_CAMERA, "speed ramp",
     "speed ramp|speed ramping|speed-ramp|speed-ramping|speed-ramped|ramped speed|velocity edit|ramping speed|variable "
     "speed~^ramp|^ramping|^ramped|^shift * speed|^change * speed|^speed * shift|^speed * change|slow motion * full "
     "speed|slow motion * real time|slow motion * normal speed|slow motion * real-time|snap back to * speed|full speed "
     "* slow motion|real time * slow motion|normal speed * slow motion|^slow * then * accelerate|^accelerate * "
     "slow|^decelerate|^accelerate * then|from slow motion|into slow motion|out of slow motion|^time bend|ramp "
     "from|ramp into|ramp between|ramp down|ramp up to|speed ramps|ramps * speed|speed * ramp",
     "The speed is ramped."},
    {CF_CHECK_CAMERA, "freeze frame",
     "freeze frame|freeze-frame|frozen frame|frame freezes|image freezes|frame freeze|picture freezes|ends "
     "frozen|freezes mid-air~^freeze|^frozen|^freezes|time stops|time stop|halt mid|stop mid|stopped in time|suspended "
     "in time|motion stops|^arrested|^held * still|^suspended|still image",
     "It ends in a freeze frame."},
    {CF_CHECK_CAMERA, "bullet time",
     "bullet time|bullet-time|frozen time|frozen moment|time freeze|time-freeze|matrix-style|matrix style|matrix "
     "effect~time freezes|time * freeze|time stop|time * stop|time * frozen|^frozen|^suspended|freeze * mid|frozen "
     "mid|hang frozen|^freeze",
     "It is shot in bullet time."},
    {CF_CHECK_CAMERA, "reverse motion",
     "reverse motion|in reverse|reversed footage|reverse footage|played backward|played backwards|plays backward|plays "
     "backwards|reverse video|rewind effect|time reversal|reversed video|backward playback|reverse playback|reverse "
     "slow motion|plays in reverse~^reverse|^reversed|^backward|^backwards|rewind|rewinding|time runs back|run "
     "backward|run backwards|^reversal|^undo|backward in time|backwards in time|back to front|rewinds|run in "
     "reverse|play in reverse|in reverse order|unshatter|reverse itself",
     "The motion runs in reverse."},
    {CF_CHECK_CAMERA, "loop",
     "seamless loop|seamlessly looping|perfect loop|looping video|loop video|looped video|looping "
     "animation|loopable|infinite loop|looping shot|^loop|^looping|seamless looping|endless "
     "loop|cinemagraph~^looped|in a loop|loop back|loops back|loop endlessly|looping back|^endlessly|^repeat|repeat "
     "endlessly|endlessly repeat|repeating cycle|endless cycle|over and over|again and again|^cycle|^begins "
     "again|^start again|^starts over|^perpetual|^seamlessly back",
     "The video loops."},
    {CF_CHECK_CAMERA, "one take",
     "one take|one-take|single take|single-take|long take|oner|one shot take|continuous shot|continuous take|single "
     "continuous shot|single continuous take|one continuous shot|one continuous take|one long take|one long "
     "shot|uninterrupted shot|unbroken shot|unbroken take|uninterrupted take|no cuts|without cuts|no edits|no "
     "cut|continuous camera|one single shot|continuous "
     "tracking~^unbroken|^uninterrupted|^continuous|^continuously|without a cut|without cutting|without a single "
     "cut|without any cuts|without a break|never cut|never cuts|not once cut|in one go|in a "
     "single|^seamless|^seamlessly|single fluid|single unbroken|one unbroken|one fluid|without interruption",
     "It is one continuous take."},
    {CF_CHECK_CAMERA, "jump cut",
     "jump cut|jump cuts|jump-cut|quick cuts|fast cuts|rapid cuts|fast cutting|fast-cut|fast-paced "
     "editing|quick-cut|rapid editing|smash cut|fast editing|fast-paced "
     "cuts~jump-cutting|^cut|^cuts|^cutting|^abrupt|^staccato|^choppy|^rapid-fire|^quick-fire|^edit|^edited|^editing",
     "It is edited in jump cuts."},
    {CF_CHECK_CAMERA, "montage",
     "montage|montage sequence~^series of|^succession|^string of|^sequence of|^vignettes|^snippets|^intercut|^cut "
     "between",
     "It is a montage."},
    {CF_CHECK_CAMERA, "match cut",
     "match cut|match-cut|morph transition|match on action~^match|^morph|^cut|^seamless "
     "transition|^dissolve|^transform",
     "It has a match cut."},
    {CF_CHECK_CAMERA, "cross dissolve",
     "cross dissolve|cross-dissolve|crossfade|cross-fade|dissolve transition|dissolve to~cross-dissolves|dissolve "
     "into|fade into|melt into each other|melt into the next|blend into the next|overlap",
     "The pictures dissolve into each other."},
    {CF_CHECK_CAMERA, "fade to black",
     "fade to black|fades to black|fade out to black|fade-out~fade * black|into black|into darkness|fade out|cut to "
     "black|dim to black|dims to black|fade away|sink into black|darken * black|goes black|go black",
     "The picture fades to black."},
    {CF_CHECK_CAMERA, "fade in",
     "fade in from black|fade in from|fades in from~from black|out of darkness|from darkness|fade in|emerge from "
     "black|emerge from darkness",
     "The picture fades in."},
};

const struct cf_concept *cf_concepts_camera(size_t *count)
{
    *count = sizeof(camera) / sizeof(*camera);
    return camera;
}
