/** What the embedded shop sells: a category, the things in it, and how they come. Things times looks are the names. */
export const shelves: readonly {
  readonly category: string;
  readonly things: string;
  readonly looks: string;
}[] = [
  {
    category: 'Kitchen',
    things:
      'mixing bowl,chopping board,rolling pin,spice rack,bread bin,measuring jug,apron,oven glove,egg timer,recipe box',
    looks: 'enamel,oak,copper,striped,ceramic,beech,speckled,cream,cast-iron,blue',
  },
  {
    category: 'Tea and coffee',
    things:
      'teapot,mug,coffee canister,milk jug,tea cosy,cake stand,sugar bowl,teaspoon set,cafetiere,tea towel',
    looks: 'polka dot,stoneware,china,floral,glazed,vintage,white,rose,slate,willow',
  },
  {
    category: 'Baking',
    things:
      'cake tin,cupcake case set,cookie cutter,pie dish,muffin tray,icing set,bundt mould,cooling rack,cake slice,flour sieve',
    looks: 'red,gingham,heart,silver,retro,pastel,star,non-stick,golden,mint',
  },
  {
    category: 'Garden',
    things:
      'lantern,watering can,bird feeder,plant pot,trowel,kneeling pad,hanging basket,bird bath,seed tin,wind chime',
    looks: 'copper,zinc,terracotta,rustic,green,wrought-iron,willow,mossy,cobalt,brass',
  },
  {
    category: 'Candles',
    things:
      'pillar candle,tea light holder,scented candle,candlestick,hurricane lamp,wax melt set,candle plate,votive,lantern candle,candle snuffer',
    looks: 'ivory,lavender,cinnamon,glass,amber,cedar,fig,silver,mercury,sea salt',
  },
  {
    category: 'Lighting',
    things:
      'table lamp,string lights,night light,pendant shade,desk lamp,wall light,floor lamp,fairy light jar,reading light,lamp base',
    looks: 'linen,brass,woven,smoked-glass,rattan,matt black,paper,mushroom,opal,walnut',
  },
  {
    category: 'Bedroom',
    things: 'cushion,throw,bedspread,pillowcase,hot water bottle,quilt,eye mask,blanket,bolster,sheet set',
    looks: 'velvet,knitted,linen,patchwork,floral,herringbone,wool,quilted,indigo,oatmeal',
  },
  {
    category: 'Bathroom',
    things:
      'soap dish,towel,bath mat,toothbrush holder,bath salts,shower curtain,washbag,sponge set,mirror,laundry basket',
    looks: 'marble,waffle,bamboo,striped,eucalyptus,coral,pebble,white,seagrass,sage',
  },
  {
    category: 'Stationery',
    things:
      'notebook,pen set,letter rack,address book,wrapping paper,desk tidy,calendar,card set,pencil case,sticky note set',
    looks: 'marbled,leather,botanical,dotted,cork,pastel,map,gold-edged,kraft,midnight',
  },
  {
    category: 'Party',
    things:
      'bunting,balloon set,paper plate set,paper lantern,banner,party hat set,napkin set,straw set,confetti,photo booth set',
    looks: 'spotty,rainbow,gold,pink,blue,union,silver,tropical,vintage,neon',
  },
  {
    category: 'Christmas',
    things:
      'bauble,wreath,stocking,advent calendar,garland,tree topper,reindeer,snow globe,cracker set,gift tag set',
    looks: 'glass,felt,red,frosted,wooden,silver,nordic,tartan,golden,hand-painted',
  },
  {
    category: 'Children',
    things:
      'jigsaw,skipping rope,wooden train,building blocks,paint box,night lamp,story cushion,lunch box,umbrella,money box',
    looks: 'dinosaur,circus,fairy,spaceboy,woodland,farmyard,pirate,rainbow,ocean,jungle',
  },
  {
    category: 'Soft toys',
    things: 'bear,rabbit,fox,elephant,doll,owl,hedgehog,penguin,lion,mouse',
    looks: 'little,big,knitted,corduroy,sleepy,velveteen,patchwork,spotted,grey,caramel',
  },
  {
    category: 'Jewellery',
    things: 'necklace,bracelet,earrings,ring dish,brooch,charm,hair clip,anklet,locket,jewellery box',
    looks: 'silver,gold-plated,pearl,turquoise,beaded,rose quartz,enamel,amber,feather,crystal',
  },
  {
    category: 'Bags',
    things:
      'tote bag,shopper,purse,lunch bag,backpack,jumbo bag,drawstring bag,travel pouch,picnic bag,card wallet',
    looks: 'red spot,woodland,leather,canvas,strawberry,paisley,recycled,lilac,waxed,charcoal',
  },
  {
    category: 'Clocks',
    things:
      'alarm clock,wall clock,mantel clock,kitchen timer,station clock,travel clock,cuckoo clock,hourglass,desk clock,carriage clock',
    looks: 'bakelite red,bakelite green,ivory,brass,oak,silent,retro,midnight,copper,cream',
  },
  {
    category: 'Frames',
    things:
      'photo frame,picture ledge,collage frame,gallery frame,hanging heart,wall plaque,mirror frame,memo board,door sign,map print',
    looks: 'white,oak,antique,distressed,black,gilded,mother-of-pearl,metal,driftwood,pewter',
  },
  {
    category: 'Storage',
    things:
      'basket,drawer cabinet,storage tin,trinket box,crate,hook rack,magazine file,button box,ottoman,key cabinet',
    looks: 'seagrass,vintage,wire,wooden,felt,stacking,tin,painted,jute,collapsible',
  },
  {
    category: 'Dining',
    things:
      'dinner plate,wine glass,napkin ring,table runner,serving platter,salad bowl,cutlery set,water carafe,place mat,coaster set',
    looks: 'stoneware,hammered,linen,olive-wood,porcelain,slate,ribbed,hand-blown,terrazzo,woven',
  },
  {
    category: 'Outdoor',
    things:
      'picnic blanket,camping mug,deckchair,thermos,parasol,kite,folding stool,cool box,hammock,windbreak',
    looks: 'striped,tartan,canvas,red,navy,sun-bleached,forest,waterproof,mustard,seaside',
  },
  {
    category: 'Crafts',
    things:
      'knitting kit,sewing box,embroidery hoop,pom-pom set,ribbon reel,felt sheet set,stamp set,button jar,craft scissors,wool ball',
    looks: 'beginner’s,floral,bright,heritage,merino,mini,deluxe,pastel,rainbow,natural',
  },
  {
    category: 'Pets',
    things:
      'dog bed,cat toy,lead,food bowl,treat jar,collar,grooming brush,scratching post,bandana,travel crate',
    looks: 'tweed,stoneware,rope,plaid,leather,felt,reflective,cork,tin,mustard',
  },
  {
    category: 'Plants',
    things: 'fern,succulent,orchid,herb kit,bonsai,terrarium,cactus,ivy,peace lily,bulb kit',
    looks: 'potted,trailing,miniature,silk,glass-domed,hanging,shade-loving,flowering,silver-leaved,kitchen',
  },
  {
    category: 'Signs',
    things:
      'metal sign,chalkboard,fridge magnet,doormat,hook sign,letter light,poster,wall sticker,flag,key ring',
    looks: 'vintage,welcome,garden,kitchen,gin,seaside,home,cycling,coffee,retro',
  },
];

export const firstNames =
  'Ada,Alan,Amal,Anna,Arlo,Bela,Bo,Cora,Dara,Dev,Edda,Elio,Emma,Erik,Esra,Fay,Finn,Gia,Hana,Hugo,Ida,Imre,Ines,Ivan,Jana,Jo,Kai,Kira,Lars,Leo,Lila,Luca,Maja,Marc,Mina,Nia,Nils,Noa,Ola,Omar,Pia,Quin,Rafa,Rhea,Rosa,Sami,Sara,Seth,Sofi,Tara,Theo,Tove,Uma,Vera,Wim,Xena,Yara,Yuri,Zara,Zeno';
export const lastNames =
  'Abbot,Baker,Banks,Brook,Carr,Cole,Cross,Dale,Drake,Ellis,Field,Finch,Ford,Gale,Grant,Gray,Hale,Hart,Hill,Holt,Hunt,Ives,Jones,Kane,Kerr,King,Lake,Lane,Law,Lloyd,March,Mason,Mills,Moss,Nash,North,Oakes,Page,Park,Pike,Pond,Quist,Reed,Rhodes,Rowe,Shaw,Stone,Swan,Tate,Thorn,Vale,Wade,Ward,Webb,West,Wolf,Wood,Wren,Yates,York';
