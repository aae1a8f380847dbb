#include "checks/concepts.h"

static const struct cf_concept styles[] = {
    /* paint */
    {CF_CHECK_STYLE, "watercolor painting",
     "watercolor|watercolour|watercolors|watercolours|aquarelle|water-color~aquarelles|^washes of pigment|^translucent "
     "washes|wet-on-wet",
     "It is painted in watercolor."},
    {CF_CHECK_STYLE, "oil painting",
     "oil painting|oil-painting|oil-painted|oil on canvas|oil painted|painted in oil|painted in oils|impasto|oil paint "
     "style~oil paint|^in oils|^oils|brushstroke|brush stroke|brushwork|textured stroke|palette "
     "knife|palette-knife|painterly|^canvas|daubs of paint|dabs of paint",
     "It is an oil painting."},
    {CF_CHECK_STYLE, "acrylic painting", "acrylic painting|^acrylic|in acrylics|acrylic paint style~acrylic|acrylics",
     "It is painted in acrylics."},
    {CF_CHECK_STYLE, "gouache", "gouache|tempera|poster paint~opaque watercolor|opaque watercolour",
     "It is painted in gouache."},
    {CF_CHECK_STYLE, "fresco",
     "^fresco|fresco painting|fresco style|mural style|mural painting style~fresco|frescoed|^mural|^plaster",
     "It looks like a fresco."},
    {CF_CHECK_STYLE, "ink wash",
     "ink wash|ink-wash|sumi-e|sumi e|sumie|ink painting|ink-painting|chinese ink|shuimo|shui-mo|chinese brush "
     "painting|ink brush style|ink-brush|chinese brush~brush and ink|^inked|ink washes|washes of ink|diluted "
     "ink|^ink|brushed ink|ink-brushed|calligraphic brush",
     "It is an ink painting."},
    {CF_CHECK_STYLE, "ink drawing",
     "ink drawing|pen and ink|pen-and-ink|ink sketch|ink illustration|inked drawing|ink style|ink "
     "animation|ballpoint|cross-hatched|cross "
     "hatching|crosshatching~^inked|^ink|^pen|^hatching|^hatched|cross-hatching|crosshatched|^nib|hand-inked|ink-drawn|"
     "cross-hatch|inked line|ink line|ink outline|in ink|ink on paper",
     "It is an ink drawing."},
    {CF_CHECK_STYLE, "painting",
     "painted animation|painted style|painterly|painterly style|hand-painted animation|hand-painted style|hand painted "
     "style|^hand-painted|^hand painted|matte painting|painting style|painted look~^painted|brushstroke|brush "
     "stroke|brushwork|^painting|hand-painted|^canvas|impasto|watercolor|gouache|^paint",
     "It looks painted."},
    /* drawing */
    {CF_CHECK_STYLE, "sketch",
     "pencil drawing|line drawing|pencil sketch|sketch style|pencil animation|pencil-drawn|pencil drawn|graphite "
     "drawing|graphite sketch|sketch animation|animated sketch|sketched|sketchy|^sketchbook|rough sketch|pencil "
     "illustration|pencil art|graphite|pencil-sketch|pencil test|^sketch|pencil "
     "style~sketch-like|^pencil|^pencilled|^penciled|charcoal drawing|^hatched|^drawn|a sketch|sketch of|in pencil|of "
     "pencil|pencil line|pencil stroke|pencil mark|pencil shading",
     "It is a sketch."},
    {CF_CHECK_STYLE, "hand-drawn",
     "hand-drawn|hand drawn|handdrawn|traditional animation|traditionally animated|hand-animated|2d "
     "hand-drawn~^drawn|^drawn by hand|^sketched|^pencilled|^penciled|^inked|hand-inked|hand-painted|^linework|cel "
     "animation",
     "It is drawn by hand."},
    {CF_CHECK_STYLE, "line art",
     "line art|line-art|lineart|continuous line|single line drawing|one-line drawing|line animation|linework|line "
     "drawing animation~line-drawn|line drawing|^contour|^contours|ink line|clean line|clean lines|single line|single "
     "* line|black line|fine line|bold line|thin line|simple line|pure line|flowing line|white line|spare line|in "
     "outline|bare outline|ink outline|drawn line|bold outline|bold outlines|clean outline|few lines|minimal "
     "line|^outlined",
     "It is line art."},
    {CF_CHECK_STYLE, "charcoal",
     "charcoal sketch|charcoal drawing|charcoal animation|charcoal style|charcoal art|^charcoal|charcoal "
     "illustration~charcoal stroke|charcoal line|in charcoal|charcoal smudge|charcoal dust|charcoal-drawn|charcoal on "
     "paper|smudged charcoal",
     "It is drawn in charcoal."},
    {CF_CHECK_STYLE, "chalk",
     "chalk drawing|chalk animation|chalk style|chalk art|chalkboard animation|chalkboard style|chalkboard "
     "drawing|blackboard animation|^chalk|chalk illustration~in chalk|chalk line|chalk "
     "stroke|chalky|chalk-drawn|^blackboard|^chalkboard",
     "It is drawn in chalk."},
    {CF_CHECK_STYLE, "crayon",
     "crayon drawing|crayon style|crayon animation|^crayon|crayon art|crayon illustration|wax crayon~^crayons|in "
     "crayon|crayon stroke|crayon line|crayon scribble|crayon-drawn|crayoned|waxy stroke|waxy line",
     "It is drawn in crayon."},
    {CF_CHECK_STYLE, "colored pencil",
     "colored pencil|coloured pencil|colored pencils|coloured pencils|color pencil|colour "
     "pencil|colored-pencil~^pencil|pencil-crayon|pencil strokes",
     "It is drawn in colored pencil."},
    {CF_CHECK_STYLE, "pastel drawing",
     "pastel drawing|pastel painting|oil pastel|chalk pastel|pastel illustration|pastels|pastel art~in pastel|in "
     "pastels|pastel stroke|pastel stick|pastel crayon|pastel smudge|soft pastels|pastel on paper|pastel-drawn|powdery "
     "pastel|chalky pastel|^pastel",
     "It is drawn in pastel."},
    {CF_CHECK_STYLE, "pastel palette",
     "pastel color|pastel colors|pastel colour|pastel colours|pastel palette|pastel tones|pastel aesthetic|pastel "
     "style|pastel hues|soft pastel|^pastel|pastel-toned|pastel look|pastel "
     "colored~pastel|pastel-colored|pastel-hued|powdery color|powder-soft",
     "Its colors are pastel."},
    {CF_CHECK_STYLE, "child's drawing",
     "child's drawing|children's drawing|kid's drawing|childlike drawing|childish drawing|kids drawing|drawn by a "
     "child|child 's drawing|children 's drawing|kid 's drawing|childlike style|naive art|naïve art|doodle "
     "style|doodle "
     "animation|^doodle|doodled~childlike|childish|^crayon|doodle|scribbled|scribbly|^scribble|naive|naïve|drawn by a "
     "* child|drawn by * kid|child 's",
     "It looks like a child's drawing."},
    {CF_CHECK_STYLE, "graffiti",
     "graffiti style|street art style|graffiti art|street-art style|graffiti animation|^graffiti|spray paint "
     "style|spray-paint style|stencil style|banksy~spray-painted|spray paint|aerosol|street-art|street "
     "art|^stencil|stenciled|stencilled|spray can",
     "It looks like graffiti."},
    {CF_CHECK_STYLE, "caricature", "caricature|caricature style|political cartoon~caricatured|caricatural|^exaggerated",
     "It is drawn as a caricature."},
    /* print */
    {CF_CHECK_STYLE, "ukiyo-e",
     "ukiyo|ukiyo-e|japanese woodblock|japanese print|woodblock style|woodblock print|^woodblock|hokusai "
     "style|ukiyoe~woodblock|edo-period print|^hokusai",
     "It is in the style of ukiyo-e."},
    {CF_CHECK_STYLE, "woodcut",
     "woodcut|wood-cut|wood engraving|woodcut print|woodblock cut~wood-engraved|woodblock|block-printed|block "
     "print|carved line|^carved|xylograph|linocut",
     "It looks like a woodcut."},
    {CF_CHECK_STYLE, "linocut",
     "linocut|lino-cut|lino print|linoleum print|linoprint|block print|block-print~linoleum|lino|block-printed|^relief "
     "print|^carved|woodcut|relief-print|gouged",
     "It looks like a linocut."},
    {CF_CHECK_STYLE, "engraving",
     "engraving style|engraved style|etching|engraving animation|copperplate|etched style|^engraving|victorian "
     "engraving|^etched|lithograph|aquatint|steel "
     "engraving~engraving|^engraved|lithographic|^crosshatched|cross-hatched|cross-hatching|crosshatching|intaglio|"
     "engraved in|etched in|hatched line|hatched lines|etched line|engraved line|fine hatching|engraver",
     "It looks like an engraving."},
    {CF_CHECK_STYLE, "risograph",
     "risograph|riso print|riso style|riso-print|^riso|screen "
     "print|screenprint|silkscreen|screen-print|screen-printed|silk-screen|serigraph~riso|risographic|riso-printed|"
     "misregistered|misregistration|off-register|offset layers|layered spot|spot color|spot "
     "colour|screenprinted|silk-screened|^halftone|^grainy ink|^overprinted",
     "It looks like a risograph print."},
    {CF_CHECK_STYLE, "poster",
     "propaganda poster|movie poster style|travel poster|poster style|poster art|vintage poster|constructivist "
     "poster|soviet poster~^poster|^posterized|^propaganda|^agitprop|poster-like",
     "It looks like a poster."},
    {CF_CHECK_STYLE, "stained glass",
     "^stained glass|^stained-glass|stained glass style|stained-glass style|stained glass animation|stained-glass "
     "animation|style of stained glass|stained glass art|stained-glass art|stained glass look|stained glass "
     "illustration|like stained glass~stained glass|stained-glass|leaded glass|^leaded|lead came|panes of colored "
     "glass|panes of coloured glass|lead lines",
     "It looks like stained glass."},
    {CF_CHECK_STYLE, "mosaic",
     "mosaic style|mosaic animation|mosaic art|style of a mosaic|^mosaic|tile mosaic style|byzantine "
     "mosaic~mosaic|tesserae|^tiles|small tiles|tiny tiles|tessera|tile by tile",
     "It looks like a mosaic."},
    {CF_CHECK_STYLE, "blueprint",
     "blueprint style|blueprint drawing|blueprint animation|^blueprint|technical drawing|schematic style|schematic "
     "drawing|cutaway drawing|architectural drawing|exploded view|exploded-view|wireframe~blueprint|white lines on "
     "blue|cyanotype|^schematic|^technical|^diagram|wire-frame|^exploded",
     "It is drawn as a blueprint."},
    {CF_CHECK_STYLE, "storybook",
     "storybook illustration|children's book|children 's book|storybook style|picture-book|picture "
     "book|^storybook|storybook animation|fairy tale illustration|fairy-tale illustration|fairytale "
     "illustration|storybook look|fairytale style|fairy-tale style|fairy tale "
     "style~storybook|fairy-tale|fairytale|fairy tale",
     "It looks like a storybook illustration."},
    {CF_CHECK_STYLE, "comic book",
     "comic book|comic-book|comic style|comic-style|graphic novel|graphic-novel|^comic|comics style|comic strip|comic "
     "art|spider-verse|comic panel|comic animation~comics|comic page|ben-day|speech bubble|panel border|paneled "
     "page|panelled page|page panel",
     "It is drawn as a comic."},
    {CF_CHECK_STYLE, "illustration",
     "illustrated style|illustration style|digital illustration|digital art|digital painting|concept art|illustrative "
     "style|editorial illustration|^illustrated|vector illustration~^illustrative|digital artwork|concept "
     "artwork|^artwork|^painted|digitally painted|concept-art|^art|^vector|an illustration|illustration "
     "of|illustrated|illustration",
     "It is an illustration."},
    {CF_CHECK_STYLE, "pop art",
     "pop art|pop-art|warhol style|lichtenstein style~halftone|ben-day|warhol|lichtenstein|popart", "It is pop art."},
    {CF_CHECK_STYLE, "collage",
     "collage|photomontage|cut-and-paste style|mixed media|mixed-media|scrapbook style~^pasted|cut from "
     "magazines|magazine cutouts|scrapbook|^torn paper|^assembled from|^snipped",
     "It is a collage."},
    /* drawn films */
    {CF_CHECK_STYLE, "anime",
     "anime|manga|anime-style|japanese animation|shonen|shojo|shoujo~japanese animated|cel "
     "shading|cel-shaded|cel-shading|japanese cartoon|japanese-animation",
     "It is drawn in anime style."},
    {CF_CHECK_STYLE, "cel-shaded",
     "cel-shaded|cel shaded|cel shading|cel-shading|toon shading|toon-shaded|cell-shaded|cell shaded|toon shader~^flat "
     "shading|flat-shaded|^hard-edged shading|^two-tone shading",
     "It is cel-shaded."},
    {CF_CHECK_STYLE, "Ghibli",
     "ghibli|ghibli-style|studio ghibli|ghibli style|miyazaki~ghibli-inspired|ghibli-like|ghibliesque|miyazaki-esque",
     "It is in the style of Studio Ghibli."},
    {CF_CHECK_STYLE, "Pixar",
     "pixar|pixar-style|disney pixar|pixar "
     "style|disney-pixar~pixar-like|pixar-esque|pixaresque|pixar-inspired|pixar-quality",
     "It looks like a film by Pixar."},
    {CF_CHECK_STYLE, "DreamWorks", "dreamworks|dreamworks style|illumination style~dreamworks-like|dreamworks-esque",
     "It looks like a film by DreamWorks."},
    {CF_CHECK_STYLE, "Disney",
     "disney style|disney-style|disney animation|disney-like|classic "
     "disney~disney|disney-esque|disneyesque|disney-inspired",
     "It looks like a film by Disney."},
    {CF_CHECK_STYLE, "Aardman",
     "aardman|wallace and gromit style|laika style~aardman-style|^claymation|^clay|stop-motion",
     "It looks like a film by Aardman."},
    {CF_CHECK_STYLE, "Wes Anderson", "wes anderson|wes-anderson~anderson|andersonian|wes anderson-inspired",
     "It looks like a film by Wes Anderson."},
    {CF_CHECK_STYLE, "Tim Burton", "tim burton|burtonesque|tim burton-style~burton|burton-esque",
     "It looks like a film by Tim Burton."},
    {CF_CHECK_STYLE, "cartoon",
     "cartoon|cartoonish|cartoony|cartoon-style|toon style|rubber hose|rubber-hose|looney tunes style|saturday morning "
     "cartoon|^toon~cartoon-like|toon|toonish|cel animation|cel-animated|hand-drawn animation|^2d animation|^2d "
     "animated|squash-and-stretch|squash and stretch|animated cartoon",
     "It is drawn as a cartoon."},
    {CF_CHECK_STYLE, "2D animation",
     "2d animation|2d animated|2d-animated|2d style|2d cartoon|2d art|^2d|two-dimensional animation|2d cel|flat "
     "2d~2d|two-dimensional|hand-drawn|hand drawn|cel animation|cel-animated|^flat|^drawn|cartoon|anime",
     "It is a 2D animation."},
    {CF_CHECK_STYLE, "flat design",
     "flat design|flat-design|flat vector|vector art|vector style|vector animation|vector graphic|vector graphics|flat "
     "illustration|flat style|flat animation|flat colors|flat colours|flat graphic|flat color|motion graphics|motion "
     "graphic|motion-graphics|infographic style|infographic|^infographics|corporate memphis|^vector|explainer video "
     "style|flat-style~flat-colored|flat-coloured|^flat|vector|vector-based|flattened shapes|simple geometric|flat "
     "shapes|flat fills",
     "It is in flat design."},
    {CF_CHECK_STYLE, "whiteboard animation",
     "whiteboard animation|whiteboard style|whiteboard drawing~^whiteboard|marker drawing|^marker",
     "It is a whiteboard animation."},
    {CF_CHECK_STYLE, "kinetic typography",
     "kinetic typography|typographic animation|animated typography|text animation~typography|typographic|^animated "
     "text|^animated letters|^lettering",
     "It is kinetic typography."},
    {CF_CHECK_STYLE, "animated",
     "animated|animation~cartoon|cartoonish|anime|pixar|stop-motion|stop motion|frame by frame|frame to "
     "frame|frame-by-frame|claymation|puppet "
     "animation|^puppet|^puppets|^sprite|^sprites|multiplane|flipbook|cel-shaded|^cardstock|cutout|cut-out|rotoscope|"
     "computer-modelled|^drawn|hand-drawn|animator|animate|pixel-art|pixel art|motion graphics|3d-rendered|^cgi|ghibli",
     "It is in an animated style."},
    {CF_CHECK_STYLE, "rotoscope",
     "rotoscope|rotoscoped|rotoscoping|rotoscope animation~traced over|traced frame|^traced", "It is rotoscoped."},
    {CF_CHECK_STYLE, "flipbook", "flipbook|flip-book|flip book~flicked pages|flipping pages",
     "It looks like a flipbook."},
    /* made by hand */
    {CF_CHECK_STYLE, "claymation",
     "claymation|clay animation|clay style|clay-style|clay stop-motion|clay stop motion|plasticine|plasticine "
     "animation|clay art style|clay-animated|clay render|claymation-style~clay-animation|^clay|of clay|from clay|in "
     "clay|molded clay|moulded clay|sculpted clay|clay figure|clay model|clay character|clay puppet|stop-motion|stop "
     "motion|modeling clay|modelling clay|play-doh",
     "It is a claymation."},
    {CF_CHECK_STYLE, "stop motion",
     "stop motion|stop-motion|stopmotion|stop-frame|stop frame animation|claymation~frame-by-frame|frame by "
     "frame|^puppet animation|stop-animated|stop-motion-style",
     "It is animated in stop motion."},
    {CF_CHECK_STYLE, "puppet animation",
     "^puppet|^puppets|^marionette|puppet animation|puppet show|puppet style|puppetry|felt puppet|muppet "
     "style|muppet-style|marionette style|marionette show~puppet|puppets|marionette|muppet|puppeteer|^felt|on "
     "strings|^strings",
     "It is played by puppets."},
    {CF_CHECK_STYLE, "felt",
     "^felt|felt animation|needle felt|needle felted|needle-felted|felt style|felted|felt stop-motion|felted wool|made "
     "of felt|wool felt~of felt|felt fabric|felt fur|felt texture|^wool|^woolen|^woollen|wool fiber|wool fibre|fuzzy "
     "fiber|fuzzy fibre|^fuzzy|fibers of wool",
     "It is made of felt."},
    {CF_CHECK_STYLE, "knitted",
     "^knitted|^crochet|^crocheted|^knit|knitted style|crochet style|knitted animation|crocheted style|yarn "
     "animation|made of yarn|made of wool|knitted world|amigurumi|crochet animation|yarn art|crocheted world|knit "
     "style|woolen style|plush style|made of "
     "fabric~knitted|knit|crochet|crocheted|^yarn|^wool|^woolen|^woollen|^stitches|^plush|of felt|felted|^fabric|from "
     "yarn|of soft yarn|in yarn|yarn-made|of wool|woven from",
     "It looks knitted."},
    {CF_CHECK_STYLE, "shadow puppets",
     "shadow puppet|shadow puppets|shadow theater|shadow theatre|shadow play|silhouette animation|silhouette "
     "style|wayang|paper silhouette~shadow-play|shadow-puppet|wayang kulit|black silhouette|flat silhouette|cut "
     "silhouette|silhouetted figure|jointed silhouette|silhouette puppet|silhouettes on a|silhouettes against "
     "a|backlit screen|silhouettes dance|silhouette figure",
     "It is played by shadow puppets."},
    {CF_CHECK_STYLE, "origami",
     "origami|papercraft|folded paper|paper-folded|paper craft|paper-craft|paper art style|paper art|made of "
     "paper|paper world|pop-up book|popup book|paper diorama~papercut|paper-cut|cut paper|cut-paper|^folded|paper "
     "fold|^crease|folds of paper|cardstock|pop-up|made from paper|paper sculpture|layered paper",
     "It is made of folded paper."},
    {CF_CHECK_STYLE, "paper cut-out",
     "paper cut-out|paper cutout|paper-cutout|paper cut out|cut-out animation|cutout animation|cut out animation|cut "
     "paper|cut-paper|papercut|paper-cut|paper cut|layered paper|cutout style|cut-out style|paper animation|paper "
     "collage~cut-out|cutout|cut out of paper|cardstock|papercuts|^snipped|layers of paper|folded paper|paper "
     "layers|paper silhouettes|paper-layered|construction paper|sheets of paper|cut from paper",
     "It is made of paper cut-outs."},
    {CF_CHECK_STYLE, "embroidery",
     "embroidery style|embroidered style|embroidery animation|tapestry style|cross-stitch|cross stitch|embroidery "
     "art|quilt style|quilted style|patchwork style|^embroidered|^embroidery|textile art|^tapestry|medieval "
     "tapestry~embroidered|embroidery|^woven|needlework|cross-stitched|quilted|^textile|^stitches|^threads|silk "
     "thread|colored thread|coloured thread|stitched in|stitched from|stitched with|stitched out|every stitch|each "
     "stitch|in thread|of thread and|patchwork quilt",
     "It looks embroidered."},
    {CF_CHECK_STYLE, "diorama",
     "diorama|diorama style|miniature diorama|^miniature|miniature world|miniature style|miniature set|dollhouse "
     "style|tiny diorama|tabletop miniature~dioramas|miniature|miniatures|tiny model|scale "
     "model|scale-model|dollhouse|model-like|toy-like|tabletop set",
     "It looks like a diorama."},
    {CF_CHECK_STYLE, "lego",
     "lego|brick-built|lego-style|brickfilm|lego style~toy bricks|plastic bricks|building bricks|interlocking "
     "bricks|studded bricks",
     "It is built of Lego."},
    /* computers */
    {CF_CHECK_STYLE, "3D render",
     "3d|cgi|cg|computer-generated|computer generated|unreal engine|octane render|^octane|blender render|blender "
     "style|ray traced|ray-traced|ray tracing|rendered in 3d|three-dimensional animation|c4d|cinema 4d|digital "
     "render|vfx~rendered|^render|^rendering|three-dimensional|three "
     "dimensional|computer-rendered|computer-animated|computer-modelled|computer-modeled|computer "
     "animation|ray-tracing|^unreal|^computer|digitally sculpted",
     "It is a 3D render."},
    {CF_CHECK_STYLE, "pixel art",
     "pixel art|pixel-art|8-bit|16-bit|32-bit|8 bit|16 bit|8bit|16bit|pixel style|pixel animation|pixelated|pixel "
     "graphics|pixel game|pixelart~pixelate|pixel|pixel-style|^sprite|pixel-perfect|dithered",
     "It is pixel art."},
    {CF_CHECK_STYLE, "voxel art",
     "voxel|voxel art|minecraft style|minecraft-style|voxel-style|voxels~^cubes|blocky|^cube|minecraft|cubic blocks",
     "It is voxel art."},
    {CF_CHECK_STYLE, "low-poly",
     "low-poly|low poly|lowpoly|low-polygon|low polygon~polygon|polygons|polygonal|^facets|^faceted|flat-shaded "
     "triangles",
     "It is in low-poly style."},
    {CF_CHECK_STYLE, "isometric", "isometric|axonometric~three-quarter view from above|^isometrically|2.5d",
     "It is seen in isometric view."},
    {CF_CHECK_STYLE, "video game",
     "video game style|video-game style|video game graphics|game cutscene|video game cutscene|ps1 style|ps1 "
     "graphics|ps2 graphics|ps1|ps2|n64 style|arcade style|retro game|retro video game|game engine|in-game "
     "footage|gameplay footage|video game footage|gta style|nintendo style|rpg style|side-scroller|side "
     "scroller|platformer style|video game aesthetic~video "
     "game|video-game|videogame|^game|^gameplay|^arcade|^console|playstation|in-game|cutscene|^platformer|side-"
     "scrolling",
     "It looks like a video game."},
    {CF_CHECK_STYLE, "glitch",
     "glitch art|glitch effect|glitch style|glitch aesthetic|glitchy|glitchcore|datamosh|datamoshing|digital "
     "glitch|^glitch~glitch|glitches|glitching|glitched|datamoshed|digital artifact|corrupted "
     "pixels|^corrupted|^distortion",
     "It is glitch art."},
    {CF_CHECK_STYLE, "hologram",
     "hologram style|holographic style|holographic aesthetic|holographic look|hologram "
     "effect|^holographic|^hologram~hologram|holographic|^iridescent",
     "It looks like a hologram."},
    {CF_CHECK_STYLE, "ASCII art", "ascii|ascii art|ascii-art|ascii style~^text characters|^characters|^typed",
     "It is ASCII art."},
    /* true to life */
    {CF_CHECK_STYLE, "photorealistic",
     "photorealistic|photo-realistic|photoreal|photo realistic|photorealism|realistic "
     "style|hyperrealistic|hyper-realistic|hyperreal|hyperrealism|ultra-realistic|ultra realistic|ultrarealistic|super "
     "realistic|hyper realistic|realistic|lifelike style|true-to-life|^lifelike|live-action|live "
     "action~lifelike|^life-like|photographic|photo-like|photograph-like|^photograph|true to "
     "life|realism|realistically|naturalistic|photorealistically|photographically|natural detail|natural "
     "light|real-world",
     "It looks photorealistic."},
    {CF_CHECK_STYLE, "cinematic",
     "cinematic|cinematically|filmic|movie-like|film-like|cinema style|cinema look|hollywood style|hollywood "
     "blockbuster|blockbuster style|movie still|film still|movie scene style|arri alexa|imax|epic movie|feature film "
     "look~^cinema|cinema-like|cinematography|^movie|^film|feature film|big-screen|blockbuster|big "
     "screen|widescreen|hollywood",
     "It looks cinematic."},
    {CF_CHECK_STYLE, "documentary",
     "documentary|documentary-style|docu-style|docudrama|cinema verite|cinéma vérité|fly-on-the-wall|observational "
     "style~documentarian|documentary-like|verite|vérité|nonfiction|non-fiction|fly on the "
     "wall|reportage|^observational|wildlife film|nature film",
     "It looks like a documentary."},
    {CF_CHECK_STYLE, "nature documentary",
     "nature documentary|wildlife documentary|bbc earth|national geographic|nat geo|planet earth style|nature "
     "doc|wildlife film|nature film|wildlife footage|wildlife photography~nature-documentary|natural "
     "history|^wildlife|nature-film|^nature|bbc|documentary",
     "It looks like a nature documentary."},
    {CF_CHECK_STYLE, "mockumentary",
     "mockumentary|mockumentary-style|the office style~mock documentary|mock-documentary|fake documentary|spoof "
     "documentary|faux documentary|faux-documentary|pseudo-documentary",
     "It looks like a mockumentary."},
    {CF_CHECK_STYLE, "news footage",
     "news footage|news broadcast|breaking news style|news report|newscast|news report style|tv news|television "
     "news|news clip|news-style|news segment~^news|^broadcast|^reporter|^newsroom|reportage|^anchor|newsreel",
     "It looks like the news."},
    {CF_CHECK_STYLE, "newsreel",
     "newsreel|archival footage|archive footage|archival film|historical "
     "footage|archival~^archive|^historic|^historical|^old",
     "It looks like an old newsreel."},
    {CF_CHECK_STYLE, "sports broadcast",
     "sports broadcast|tv broadcast|sports footage style|live broadcast|espn style|television "
     "broadcast|sportscast|broadcast footage~^broadcast|^televised|^television|^tv|^live|^sports coverage|^replay",
     "It looks like a broadcast."},
    {CF_CHECK_STYLE, "commercial",
     "commercial style|tv commercial|product commercial|advertisement style|advertising style|commercial "
     "shot|commercial video|product video|car commercial|perfume commercial|perfume ad|tv ad|luxury ad|product ad|food "
     "commercial|beer commercial|sneaker commercial|advert|ad campaign|commercial for|advertisement for|product "
     "shot|product photography|commercial photography|car ad|commercial "
     "look|infomercial|^commercial|^advertisement~advertisement|advertising|^ad|^product|promotional|promo|marketing|"
     "ad-style",
     "It looks like a commercial."},
    {CF_CHECK_STYLE, "music video", "music video|mtv style|music-video|music clip style~mtv|pop video|^music clip",
     "It looks like a music video."},
    {CF_CHECK_STYLE, "trailer",
     "movie trailer|film trailer|trailer style|teaser trailer|game trailer|trailer for|blockbuster "
     "trailer~^trailer|teaser",
     "It looks like a trailer."},
    {CF_CHECK_STYLE, "fashion film",
     "fashion film|fashion editorial|vogue style|editorial style|fashion video|fashion photography|editorial "
     "photography|high fashion|high-fashion~^editorial|^fashion|^vogue|^couture|^runway",
     "It looks like a fashion film."},
    {CF_CHECK_STYLE, "sitcom",
     "sitcom|sitcom style|situation comedy|multi-camera sitcom~laugh track|studio "
     "audience|sit-com|^three-camera|multi-camera|multicam|laugh-track",
     "It looks like a sitcom."},
    {CF_CHECK_STYLE, "soap opera",
     "soap opera|telenovela|k-drama|kdrama|korean drama~korean-drama|^soap|^melodrama|^melodramatic|soap-opera",
     "It looks like a soap opera."},
    {CF_CHECK_STYLE, "reality show", "reality tv|reality show|reality television~^reality|^confessional|reality-show",
     "It looks like a reality show."},
    {CF_CHECK_STYLE, "talk show",
     "talk show style|game show style|talent show style|late-night show style|talk show look~^talk "
     "show|talk-show|^game show|game-show|^talent show|^late-night|^studio audience",
     "It looks like a talk show."},
    {CF_CHECK_STYLE, "cooking show",
     "cooking show|cooking video|food video|recipe video|food vlog~^cooking|^recipe|^culinary|^cookery|^food",
     "It looks like a cooking show."},
    {CF_CHECK_STYLE, "educational video",
     "educational video|educational film|tutorial video|how-to video|tutorial style|instructional video|explainer "
     "video~^educational|^instructional|^tutorial|^how-to|^explainer|^explanatory|^lesson",
     "It looks like an educational video."},
    {CF_CHECK_STYLE, "unboxing video", "unboxing video|unboxing~unbox|^unpack|^review",
     "It looks like an unboxing video."},
    {CF_CHECK_STYLE, "found footage",
     "found footage|found-footage|blair witch style|lost footage~^recovered|^discovered|^unearthed|^lost "
     "tape|^recovered tape|^raw footage|^amateur",
     "It looks like found footage."},
    {CF_CHECK_STYLE, "home movie",
     "home movie|home video|home-movie|home-video|amateur footage|amateur video|amateur film|family video style~home "
     "movies|home videos|amateur|homemade|home-made|family film|family footage|family movie|home reel|family reel|home "
     "footage|family video|family archive",
     "It looks like a home movie."},
    {CF_CHECK_STYLE, "8mm film",
     "8mm|8 mm|8-mm|super 8|super-8|super8|8mm film|super 8mm~eight-millimeter|eight-millimetre|eight millimeter|eight "
     "millimetre|small-gauge|super eight|super-eight|super-8-era|old home movie|vintage home movie",
     "It is shot on 8mm film."},
    {CF_CHECK_STYLE, "35mm film",
     "35mm|35 mm|35-mm|analog film|analogue film|film grain|shot on film|celluloid|kodak film|shot on "
     "kodak|kodachrome|kodak portra|fujifilm|ektachrome|35mm film|film stock|grainy film|film photography|analog "
     "photography|grainy footage|film emulsion|film "
     "look~^grain|^grainy|^analog|^analogue|thirty-five-millimeter|thirty-five "
     "millimeter|kodak|^emulsion|film-grain|photochemical",
     "It is shot on film."},
    {CF_CHECK_STYLE, "16mm film",
     "16mm|16 mm|16-mm~sixteen-millimeter|sixteen millimeter|sixteen-millimetre|sixteen millimetre",
     "It is shot on 16mm film."},
    {CF_CHECK_STYLE, "70mm film",
     "70mm|65mm|70 mm|large format film|large-format film~seventy-millimeter|seventy millimeter|large-format|large "
     "format|imax",
     "It is shot on 70mm film."},
    {CF_CHECK_STYLE, "polaroid",
     "polaroid|polaroid style|instant film|instant photo style|disposable camera|lomography|lomo "
     "style~polaroid-like|instant-film|instant photo|instant camera|lomographic|disposable-camera|toy camera",
     "It looks like a polaroid."},
    {CF_CHECK_STYLE, "technicolor", "technicolor|technicolour~three-strip", "It is in Technicolor."},
    {CF_CHECK_STYLE, "VHS",
     "vhs|vhs-style|camcorder|camcorder footage|video tape|videotape|betamax|hi8|vhs tape|vcr|mini-dv|minidv|dv "
     "cam|video8~^tape|^cassette|vhs-like|home-video tape|analog video|analogue video|tracking line|tracking "
     "lines|scan lines|^magnetic",
     "It looks like a VHS tape."},
    {CF_CHECK_STYLE, "silent film",
     "silent film|silent movie|silent-film|silent-era|silent era|silent-movie|silent comedy|silent picture|chaplin "
     "style~intertitle|title card|silent cinema|silents",
     "It looks like a silent film."},
    {CF_CHECK_STYLE, "daguerreotype", "daguerreotype|tintype|wet plate|cyanotype|ambrotype~wet-plate|collodion",
     "It looks like a daguerreotype."},
    {CF_CHECK_STYLE, "thermal",
     "thermal|infrared|thermal imaging|thermal camera|heat vision|flir|infra-red|thermal vision~heat signature|heat "
     "map|heatmap|heat-map|false colour|false "
     "color|false-color|false-colour|thermographic|thermography|heat-sensing|heat camera",
     "It is seen by a thermal camera."},
    {CF_CHECK_STYLE, "night vision",
     "night vision|night-vision|nightvision~phosphor|image intensifier|^infrared|^ghostly green|^green-tinted|^green "
     "glow|^green cast",
     "It is seen by night vision."},
    {CF_CHECK_STYLE, "x-ray", "x-ray|xray|x-ray style|x ray|radiograph~radiographic|x-rayed|^translucent|^see-through",
     "It looks like an x-ray."},
    {CF_CHECK_STYLE, "security footage",
     "cctv|security camera|security-camera|surveillance camera|surveillance footage|surveillance video|surveillance "
     "cam|security cam|security footage|security video|doorbell camera|ring camera|ring doorbell|doorbell cam|spy "
     "cam|hidden camera|surveillance-style|cctv-style~surveillance|^security|^doorbell|^closed-circuit|closed "
     "circuit|^monitoring|^time stamp|^timestamp",
     "It looks like a security camera's footage."},
    {CF_CHECK_STYLE, "double exposure",
     "double exposure|double-exposure|multiple exposure|superimposed "
     "images~superimposed|^superimpose|^overlaid|^overlay|^layered over|^superimposition",
     "It is a double exposure."},
    {CF_CHECK_STYLE, "long exposure",
     "long exposure|long-exposure|light painting|light-painting|light trails effect~light trails|light trail|slow "
     "shutter|^streaks of light|^ribbons of light|slow-shutter|prolonged exposure|^extended exposure",
     "It is a long exposure."},
    {CF_CHECK_STYLE, "HDR", "^hdr|high dynamic range~hdr|dynamic range", "It has a high dynamic range."},
    /* colour and light of the picture */
    {CF_CHECK_STYLE, "black and white",
     "black and white|black-and-white|black & white|monochrome|grayscale|greyscale|b&w|b/w|b & w|b / "
     "w|^monochromatic|black-and-white film|bw film|desaturated black~monochromatic|colorless|colourless|shades of "
     "gray|shades of grey|tones of gray|tones of grey|^silver-gray|grey-scale|gray-scale|drained of color|drained of "
     "colour|drained of all color|drained of all colour|devoid of color|without color|without colour|stripped of "
     "color|stripped of colour|no color",
     "It is in black and white."},
    {CF_CHECK_STYLE, "sepia",
     "sepia|sepia-toned|sepia tone|sepia-tone|sepia tones~^brownish "
     "tone|^brown-toned|^brown-tinted|^amber-brown|^tea-stained|^warm brown tone",
     "It is toned in sepia."},
    {CF_CHECK_STYLE, "vintage",
     "vintage style|retro style|vintage look|vintage film|retro look|vintage footage|vintage-style|retro-style|vintage "
     "aesthetic|retro aesthetic|^vintage|^retro|old film style|old-timey|old timey|old-fashioned film|old film "
     "look|old movie style|nostalgic style|nostalgic look|aged film|antique film|old "
     "film|vintage-looking~^old-fashioned|^nostalgic|^nostalgia|^sepia|^faded|^aged|^antique|^old-time|old home "
     "movie|old movie|^bygone|^yesteryear|^mid-century|^retro-styled|^yellowed|^light leak|^light "
     "leaks|light-leak|^kodachrome|^period|^classic|vintage-inspired|retro-inspired|of decades past|^weathered|another "
     "era|earlier era|bygone era|past era|long ago|film scratches|dust and scratches|scratches and|^scratched",
     "It has a vintage look."},
    {CF_CHECK_STYLE, "modern look",
     "modern look|contemporary look|modern style|contemporary style|modern aesthetic~pristine digital|ultra-sharp "
     "digital|crisp digital|sharp digital|clean digital|modern digital|digital 4k|digital 8k|digital clarity|digital "
     "sharpness|digital video|sleek modern|^modern|^contemporary|^present-day",
     "It looks modern."},
    {CF_CHECK_STYLE, "1920s",
     "^1920s|^20s|roaring twenties style|1920s style|1920s film~1920s|^twenties|1920 's|jazz-age|jazz "
     "age|1920s-style|1920s-era|the twenties|twenties-style|twenties-era|nineteen-twenties|nineteen twenties",
     "It has the look of the 1920s."},
    {CF_CHECK_STYLE, "1930s",
     "^1930s|^30s|1930s style|1930s film~1930s|^thirties|1930s-style|1930s-era|the "
     "thirties|thirties-style|thirties-era|nineteen-thirties|nineteen thirties",
     "It has the look of the 1930s."},
    {CF_CHECK_STYLE, "1940s",
     "^1940s|^40s|1940s style|1940s film~1940s|^forties|1940s-style|1940s-era|wartime|the "
     "forties|forties-style|forties-era|nineteen-forties|nineteen forties",
     "It has the look of the 1940s."},
    {CF_CHECK_STYLE, "1950s",
     "^1950s|^50s|1950s style|1950s film~1950s|^fifties|1950s-style|1950s-era|mid-century|midcentury|50s|the "
     "fifties|fifties-style|fifties-era|nineteen-fifties|nineteen fifties",
     "It has the look of the 1950s."},
    {CF_CHECK_STYLE, "1960s",
     "^1960s|^60s|1960s style|1960s film~1960s|^sixties|1960s-style|1960s-era|60s|mid-century|the "
     "sixties|sixties-style|sixties-era|nineteen-sixties|nineteen sixties",
     "It has the look of the 1960s."},
    {CF_CHECK_STYLE, "1970s",
     "^1970s|^70s|1970s style|1970s film~1970s|^seventies|1970s-style|1970s-era|70s|the "
     "seventies|seventies-style|seventies-era|nineteen-seventies|nineteen seventies",
     "It has the look of the 1970s."},
    {CF_CHECK_STYLE, "1980s",
     "^1980s|^80s|1980s style|1980s film|80s style~1980s|^eighties|1980s-style|1980s-era|80s|80s-style|synthwave|the "
     "eighties|eighties-style|eighties-era|nineteen-eighties|nineteen eighties",
     "It has the look of the 1980s."},
    {CF_CHECK_STYLE, "1990s",
     "^1990s|^90s|1990s style|1990s film|90s style~1990s|^nineties|1990s-style|1990s-era|90s|90s-style|90s-era|the "
     "nineties|nineties-style|nineties-era|nineteen-nineties|nineteen nineties",
     "It has the look of the 1990s."},
    {CF_CHECK_STYLE, "Y2K",
     "y2k|y2k aesthetic|early 2000s|^2000s~2000s|two-thousands|turn-of-the-millennium|turn of the "
     "millennium|millennium-era",
     "It has the look of the early 2000s."},
    {CF_CHECK_STYLE, "high contrast",
     "high contrast|high-contrast|chiaroscuro|tenebrism|low key lighting|low-key "
     "lighting~^contrast|^contrasty|^stark|deep shadows|hard shadows|^inky|low-key|^dramatic "
     "light|^caravaggio|contrast is high|strong contrast|sharp contrast|stark contrast|harsh contrast|deep contrast",
     "The contrast is high."},
    {CF_CHECK_STYLE, "neon",
     "neon style|neon aesthetic|neon noir|neon-noir|neon look|^neon|neon colors|neon palette~neon|fluorescent|day-glo",
     "Its colors are neon."},
    {CF_CHECK_STYLE, "muted colors",
     "muted colors|muted colours|muted palette|muted tones|desaturated|desaturated colors|^muted|washed-out|washed out "
     "colors|bleach bypass|faded colors|muted color|subdued colors~^subdued|^faded|^washed "
     "out|^pale|^restrained|^understated|^drained|^bleached|^dusty",
     "Its colors are muted."},
    {CF_CHECK_STYLE, "vibrant colors",
     "vibrant colors|vibrant colours|vivid colors|vivid colours|saturated colors|saturated colours|bold colors|bold "
     "colours|vibrant color|vibrant palette|oversaturated|hyper-saturated|hypersaturated|highly "
     "saturated~^vibrant|^vivid|^saturated|^bold|^bright|^brilliant|^rich|^punchy|^intense|^electric|^colorful|^"
     "colourful",
     "Its colors are vibrant."},
    {CF_CHECK_STYLE, "teal and orange", "teal and orange|orange and teal|teal-and-orange~^teal",
     "It is graded in teal and orange."},
    /* movements of art */
    {CF_CHECK_STYLE, "impressionism",
     "impressionism|impressionist|impressionistic|post-impressionist|monet "
     "style|post-impressionism~^impressionistically|monet|impressionist-style|^dabs of color|^dabs of colour|^broken "
     "color",
     "It is in an impressionist style."},
    {CF_CHECK_STYLE, "expressionism",
     "expressionism|expressionist|expressionistic|german expressionism|german expressionist|munch style|abstract "
     "expressionist~expressionist-style|caligari|^distorted|^jagged",
     "It is in an expressionist style."},
    {CF_CHECK_STYLE, "surrealism",
     "surrealism|surreal|surrealist|surrealistic|dali style|dalí style|salvador dali style|magritte "
     "style|dali-esque|daliesque|dalí-esque~surreally|dreamlike|dalí|dali|dream-like|magritte|magritte-like|dream "
     "logic|dream-logic|otherworldly|uncanny|^fantastical",
     "It is in a surrealist style."},
    {CF_CHECK_STYLE, "dreamlike",
     "dreamlike|dream-like|dreamy|dreamy look|ethereal|ethereal look|hazy "
     "dream|oneiric|dreamscape~^dream|dreamily|surreal|otherworldly|reverie|ethereally|as if in a "
     "dream|^gauzy|^hazy|like a dream|as in a dream|half dream|dream-soft",
     "It looks dreamlike."},
    {CF_CHECK_STYLE, "cubism",
     "cubist|cubism|picasso style|cubistic~picasso|^fractured planes|^fragmented|^multiple angles|^geometric planes",
     "It is in a cubist style."},
    {CF_CHECK_STYLE, "abstract",
     "abstract style|abstract art|abstract animation|^abstract|abstract expressionism|kandinsky style|abstract "
     "painting|abstract video|abstract "
     "film~abstract|abstracted|abstraction|non-figurative|nonrepresentational|non-representational|kandinsky",
     "It is abstract."},
    {CF_CHECK_STYLE, "pointillism",
     "pointillist|pointillism|pointillistic|seurat style|stippled style|stipple style~dots of paint|dots of color|dots "
     "of colour|stippled|stippling|dots of pure|seurat|^dots|tiny dots",
     "It is in a pointillist style."},
    {CF_CHECK_STYLE, "art nouveau",
     "art nouveau|art-nouveau|mucha style|jugendstil|alphonse mucha style~mucha|whiplash line|nouveau",
     "It is in art-nouveau style."},
    {CF_CHECK_STYLE, "art deco",
     "art deco style|art-deco style|style of art deco|art deco animation|art deco poster|art deco illustration|art "
     "deco aesthetic|art deco design|art deco|art-deco~deco|gatsby",
     "It is in art-deco style."},
    {CF_CHECK_STYLE, "baroque",
     "baroque|baroque style|baroque painting|caravaggio style|rembrandt "
     "style~caravaggio|rembrandt|caravaggesque|rembrandt-like|chiaroscuro|tenebrist|^tenebrism|rococo",
     "It is in a baroque style."},
    {CF_CHECK_STYLE, "rococo", "rococo|rococo style|fragonard style~baroque|fragonard", "It is in a rococo style."},
    {CF_CHECK_STYLE, "renaissance",
     "renaissance painting|renaissance style|^renaissance|renaissance art|da vinci style|botticelli style|michelangelo "
     "style~renaissance|quattrocento|botticelli|leonardo|raphael|michelangelo",
     "It looks like a Renaissance painting."},
    {CF_CHECK_STYLE, "old master",
     "dutch golden age|dutch master|^old master|old masters|classical painting|classical oil painting|vermeer "
     "style|old master painting~old master|old-master|golden age|vermeer|rembrandt|^classical|flemish",
     "It looks like a painting by an old master."},
    {CF_CHECK_STYLE, "gothic",
     "gothic|gothic style|gothic aesthetic|gothic horror|southern gothic|goth style|goth aesthetic~goth|gothically",
     "It is in a gothic style."},
    {CF_CHECK_STYLE, "romanticism",
     "romanticism|romanticist|romantic painting|hudson river school|turner style|caspar david friedrich "
     "style~^romantic|^sublime|turneresque|friedrich",
     "It is in the style of Romanticism."},
    {CF_CHECK_STYLE, "bauhaus", "bauhaus|bauhaus style|bauhaus-style~bauhaus-inspired", "It is in Bauhaus style."},
    {CF_CHECK_STYLE, "constructivism",
     "constructivist|constructivism|suprematist|suprematism|russian avant-garde~malevich|rodchenko|soviet avant-garde",
     "It is in a constructivist style."},
    {CF_CHECK_STYLE, "De Stijl",
     "de stijl|mondrian style|swiss design|neoplasticism~mondrian|mondrian-like|swiss-style|^grid",
     "It is in the style of De Stijl."},
    {CF_CHECK_STYLE, "minimalist",
     "minimalist style|minimalistic style|minimalism|minimalist|minimalistic|^minimal|minimalist look|minimal "
     "style|minimalist design|minimalist animation~^minimally|^spare|^sparse|^pared-down|^pared "
     "down|^stripped-down|^stripped down|^uncluttered|^simple|^clean|^stark|^simplicity|negative "
     "space|^reduced|minimal|spare line|spare lines",
     "It is in a minimalist style."},
    {CF_CHECK_STYLE, "maximalist",
     "maximalist|maximalism|maximalist style~maximal|^lavish|^ornate|^opulent|^overloaded|^dense",
     "It is in a maximalist style."},
    {CF_CHECK_STYLE, "psychedelic",
     "psychedelic|psychedelia|trippy|kaleidoscopic|kaleidoscope effect|lsd style|acid trip|op "
     "art|op-art~psychedelically|hallucinatory|hallucinogenic|kaleidoscope|acid-colored|acid-bright|mind-bending",
     "It is in a psychedelic style."},
    {CF_CHECK_STYLE, "memphis", "memphis style|memphis design|memphis group~memphis", "It is in Memphis style."},
    {CF_CHECK_STYLE, "cave painting",
     "cave painting|cave-painting style|cave art|rock art|petroglyph style~prehistoric painting|prehistoric "
     "art|^prehistoric|^petroglyph|^ochre|stone-age art|stone age art",
     "It looks like a cave painting."},
    {CF_CHECK_STYLE, "Egyptian art",
     "egyptian art|egyptian style|hieroglyph style|hieroglyphic style|egyptian mural|egyptian "
     "papyrus~^egyptian|hieroglyphic|hieroglyph|^papyrus",
     "It is in the style of Egyptian art."},
    {CF_CHECK_STYLE, "medieval manuscript",
     "medieval manuscript|illuminated manuscript|medieval illumination|medieval painting|medieval art|medieval "
     "style~^manuscript|^illuminated|^illumination|^medieval|^gilded page|^vellum|^parchment",
     "It looks like a medieval manuscript."},
    {CF_CHECK_STYLE, "Greek vase painting", "greek vase|greek pottery style|black-figure|red-figure~^greek|^attic",
     "It looks like a Greek vase painting."},
    {CF_CHECK_STYLE, "Byzantine icon",
     "byzantine icon|byzantine style|orthodox icon|byzantine art~byzantine|^icon|^iconographic",
     "It looks like a Byzantine icon."},
    {CF_CHECK_STYLE, "folk art", "folk art|folk-art|folk style~^folk|folkloric", "It is folk art."},
    /* worlds and moods of look */
    {CF_CHECK_STYLE, "cyberpunk",
     "cyberpunk|cyber-punk|blade runner style|cyberpunk-style~blade runner|blade-runner|cyberpunkish|neon-noir|neon "
     "dystopia|^cyber",
     "It is in cyberpunk style."},
    {CF_CHECK_STYLE, "steampunk",
     "steampunk|steam-punk|clockpunk~steam-powered victorian|steampunk-style|victorian-futuristic|steam-driven "
     "victorian|^victorian science-fiction",
     "It is in steampunk style."},
    {CF_CHECK_STYLE, "dieselpunk", "dieselpunk|diesel-punk~diesel-powered|diesel-era|interwar|art deco industrial",
     "It is in dieselpunk style."},
    {CF_CHECK_STYLE, "biopunk", "biopunk|bio-punk~biomechanical|bio-mechanical|organic technology",
     "It is in biopunk style."},
    {CF_CHECK_STYLE, "solarpunk",
     "solarpunk|solar-punk|solar punk|ecopunk~solarpunk-style|eco-futurist|eco-futuristic|green utopia|ecological "
     "utopia|eco-utopian|^utopian",
     "It is in solarpunk style."},
    {CF_CHECK_STYLE, "vaporwave",
     "vaporwave|vapor wave|vapourwave|seapunk|lofi aesthetic~vaporwave-style|vaporwavey|^a e s t h e t i c",
     "It is in vaporwave style."},
    {CF_CHECK_STYLE, "synthwave",
     "synthwave|synth-wave|retrowave|outrun|outrun style|retro-wave|80s neon~synthwave-style|retro-eighties|1980s "
     "neon|vaporwave|eighties neon",
     "It is in synthwave style."},
    {CF_CHECK_STYLE, "retro-futurist",
     "retro-futurist|retrofuturist|retro-futuristic|retrofuturistic|retro "
     "futuristic|retro-futurism|retrofuturism|retro futurism|retro sci-fi|atompunk|raygun gothic|retro future|atomic "
     "age style|space age style|cassette futurism~atomic-age|atomic age|space-age|space age|yesterday's "
     "future|jetsons|raygun|yesterday 's tomorrow|future as imagined|googie|future imagined",
     "It is in a retro-futurist style."},
    {CF_CHECK_STYLE, "futuristic",
     "futuristic style|sci-fi style|futuristic look|futuristic aesthetic|sci-fi aesthetic|science fiction "
     "style|sci-fi|futuristic|sci-fi film|sci-fi movie|science-fiction style|^science-fiction|sci-fi look~science "
     "fiction|science-fiction|high-tech|^future|futurist",
     "It looks futuristic."},
    {CF_CHECK_STYLE, "film noir",
     "film noir|film-noir|noir|neo-noir|noir-style|neo noir|nordic "
     "noir|hard-boiled|hardboiled~noirish|noir-like|noir-tinged|noir-inspired",
     "It is in film-noir style."},
    {CF_CHECK_STYLE, "western",
     "spaghetti western|western film|western movie|western style film|old western|^western|classic western|wild west "
     "style|sergio leone style~western|wild west|wild-west|old west|leone|^frontier",
     "It looks like a western."},
    {CF_CHECK_STYLE, "horror",
     "horror style|horror film|horror movie|^horror|horror aesthetic|horror-style|analog horror|cosmic horror|folk "
     "horror|slasher film|slasher movie|^slasher|horror "
     "look|creepypasta~horror|horrific|^creepy|^eerie|^terrifying|^sinister|^nightmarish|^macabre|^ominous|^dread|^"
     "unsettling|^menacing|^spooky|nightmare|^chilling",
     "It looks like a horror film."},
    {CF_CHECK_STYLE, "fantasy style",
     "fantasy style|fantasy art|fantasy film|fantasy movie|^fantasy|dark fantasy|high fantasy|epic fantasy|fantasy "
     "illustration|fantasy painting|fantasy "
     "aesthetic~fantasy|fantastical|^fantastic|^magical|^mythic|^enchanted|^otherworldly|^fairy-tale",
     "It is in a fantasy style."},
    {CF_CHECK_STYLE, "kung fu film",
     "kung fu movie|kung fu film|kung-fu movie|wuxia|wuxia style|martial arts film|martial arts movie|shaw brothers "
     "style~kung fu|kung-fu|martial-arts|martial arts",
     "It looks like a kung fu film."},
    {CF_CHECK_STYLE, "samurai film",
     "samurai film|samurai movie|kurosawa style|kurosawa-style|chanbara~kurosawa|chambara|samurai "
     "cinema|samurai-film|jidaigeki",
     "It looks like a samurai film."},
    {CF_CHECK_STYLE, "kaiju film",
     "kaiju movie|kaiju film|godzilla style|tokusatsu|kaiju style~kaiju|godzilla|monster movie|monster-movie|monster "
     "film",
     "It looks like a kaiju film."},
    {CF_CHECK_STYLE, "Bollywood", "bollywood|bollywood-style|bollywood film~masala film|hindi film",
     "It looks like a Bollywood film."},
    {CF_CHECK_STYLE, "romantic comedy",
     "romantic comedy|rom-com|romcom|rom com~romantic-comedy|^romantic|comedic|lighthearted",
     "It looks like a romantic comedy."},
    {CF_CHECK_STYLE, "action movie",
     "action movie|action film|action-movie|action blockbuster|michael bay style|action movie "
     "style~^action|^blockbuster|action-packed|action-film|^explosive",
     "It looks like an action movie."},
    {CF_CHECK_STYLE, "thriller",
     "thriller style|spy thriller|^thriller|thriller movie|spy movie|spy film|crime thriller|psychological "
     "thriller|heist movie|heist film|espionage "
     "thriller~thriller|^spy|^espionage|^heist|^suspense|^suspenseful|^tense|caper",
     "It looks like a thriller."},
    {CF_CHECK_STYLE, "war film", "war film|war movie|war movie style~^war|^combat|^battlefield|war-film|wartime",
     "It looks like a war film."},
    {CF_CHECK_STYLE, "disaster movie",
     "disaster movie|disaster film~^disaster|^catastrophe|^cataclysmic|disaster-film|disaster-movie",
     "It looks like a disaster movie."},
    {CF_CHECK_STYLE, "superhero movie",
     "superhero movie|superhero film|marvel style|marvel movie style~^superhero|superhero-film|marvel",
     "It looks like a superhero movie."},
    {CF_CHECK_STYLE, "b-movie",
     "b-movie|b movie|grindhouse|exploitation film|creature "
     "feature~^schlock|^schlocky|^pulp|^campy|low-budget|creature-feature|drive-in",
     "It looks like a b-movie."},
    {CF_CHECK_STYLE, "cottagecore",
     "cottagecore|cottage "
     "core|cottage-core|goblincore|fairycore~^pastoral|^rustic|^homespun|^bucolic|cottagecore-style",
     "It is in cottagecore style."},
    {CF_CHECK_STYLE, "dark academia", "dark academia|light academia~academia|^gothic|^scholarly",
     "It is in the style of dark academia."},
    {CF_CHECK_STYLE, "liminal space",
     "liminal|liminal space|backrooms style|the "
     "backrooms|weirdcore|dreamcore~backrooms|^eerie|^unsettling|^uncanny|in-between|^threshold",
     "It has the look of a liminal space."},
    {CF_CHECK_STYLE, "kawaii", "kawaii|kawaii style|cute style|chibi style|adorable style~^cute|^adorable|^sweet",
     "It is in kawaii style."},
    {CF_CHECK_STYLE, "gritty",
     "^gritty|gritty realism|gritty style|gritty look|raw "
     "style~^grimy|^rough|^raw|^harsh|grungy|^unpolished|^grit|gritty|^grittily",
     "It looks gritty."},
    {CF_CHECK_STYLE, "grunge", "grunge style|grunge aesthetic|^grunge|grunge look~grunge|grungy|^grimy|^distressed",
     "It has a grunge look."},
    {CF_CHECK_STYLE, "lo-fi",
     "lo-fi style|lo-fi look|^lo-fi|lofi style|lo-fi aesthetic|^lofi~lo-fi|lofi|low-fi|low-fidelity|low "
     "fidelity|^grainy|^rough-hewn",
     "It looks lo-fi."},
    {CF_CHECK_STYLE, "moody",
     "^moody|moody look|moody style|moody cinematography|^atmospheric|moody "
     "atmosphere~moody|brooding|atmospheric|^somber|^sombre|^gloomy|^dark|^melancholy|^melancholic|^shadowy|^mood",
     "It looks moody."},
    {CF_CHECK_STYLE, "whimsical",
     "whimsical style|^whimsical|whimsical animation|whimsical "
     "illustration|^quirky~whimsical|whimsy|whimsically|playful|playfully|quirky|fanciful",
     "It looks whimsical."},
    {CF_CHECK_STYLE, "epic",
     "^epic|epic style|epic cinematic~epic|^grand|^monumental|^sweeping|^majestic|^heroic|^vast", "It looks epic."},
    {CF_CHECK_STYLE, "nostalgic",
     "^nostalgic|nostalgic mood|nostalgic feel|nostalgic "
     "vibe~nostalgic|nostalgia|nostalgically|wistful|wistfully|bygone|yesteryear|sentimental|^memory|vintage|like a "
     "memory",
     "It looks nostalgic."},
    {CF_CHECK_STYLE, "magical realism",
     "magical realism|magic realism|magical realist|magical-realist~magic-realist|magically real|dreamlike|surreal",
     "It is in the style of magical realism."},
    {CF_CHECK_STYLE, "Afrofuturist",
     "afrofuturist|afrofuturism|afro-futurist|afrofuturistic|afro-futurism~wakanda|afro-futuristic",
     "It is in an Afrofuturist style."},
    {CF_CHECK_STYLE, "brutalist", "brutalist|brutalism~raw concrete|^concrete", "It is in a brutalist style."},
    {CF_CHECK_STYLE, "miniature painting",
     "mughal miniature|persian miniature|indian miniature|miniature painting~mughal|persian|^illuminated",
     "It looks like a miniature painting."},
    {CF_CHECK_STYLE, "Chinese painting",
     "chinese painting|traditional chinese painting|gongbi|chinese landscape painting|shan shui|guohua~chinese ink|ink "
     "wash|ink-wash|chinese brush|brush and ink|^chinese",
     "It looks like a Chinese painting."},
    {CF_CHECK_STYLE, "wabi-sabi", "wabi-sabi|wabi sabi~^imperfect|^weathered", "It is in a wabi-sabi style."},
    {CF_CHECK_STYLE, "period drama",
     "period drama|costume drama|period film|period piece|biopic|historical drama|historical "
     "epic~period-drama|^period|^historical|biographical|^biography",
     "It looks like a period drama."},
    {CF_CHECK_STYLE, "ASMR",
     "asmr|asmr style|asmr video|oddly satisfying~^satisfying|^tactile|^hushed|^crisp sound|asmr-style",
     "It looks like an ASMR video."},
};

const struct cf_concept *cf_concepts_style(size_t *count)
{
    *count = sizeof(styles) / sizeof(*styles);
    return styles;
}
