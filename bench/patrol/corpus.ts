/** A page of the corpus as a server sends it. */
export interface CorpusPage {
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** mulberry32: the same corpus for the same seed on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PLACES = ['中宁', '沙坡头', '海原', '同心', '盐池', '贺兰', '永宁', '灵武', '青铜峡', '彭阳'];
const GOODS = [
  '枸杞',
  '八宝茶',
  '滩羊肉',
  '硒砂瓜',
  '红枣',
  '苹果干',
  '葡萄酒',
  '亚麻籽油',
  '黄花菜',
  '蜂蜜',
  '牛肉干',
  '小米',
];
const KINDS = ['礼盒装', '家庭装', '试吃装', '产地直发', '新货', '精选', '散装', '罐装', '袋装', '两斤装'];
const SENTENCES = [
  '产自宁夏中部干旱带，昼夜温差大，日照时间长，果实饱满，口感清甜。',
  '收到货后请当面验收，如有破损请拍照联系客服，我们会尽快为您补发或者退款。',
  '本品采用自然晾晒工艺，不添加防腐剂，开封后请密封冷藏，并尽快食用完毕。',
  '支持七天无理由退货，生鲜商品、定制商品除外，具体以商品页面的说明为准。',
  '每天下午四点前付款的订单当天发出，之后的订单第二天发出，偏远地区时效会有所延长。',
  '泡水、煮粥、炖汤都合适，老人和孩子也可以适量食用，过敏体质者请先少量尝试。',
  '我们在当地有自己的种植基地和加工车间，从采摘到装箱全程可以追溯。',
  '买家说：包装很结实，分量足，味道和以前在当地买的一样，下次还会再来。',
  '请按照包装上的方法保存，避免阳光直射，常温下的保质期为十二个月。',
  '快递默认发中通或者邮政，需要指定快递的请在下单前与客服确认运费。',
];
const SUBJECTS = [
  '这一批货',
  '今年的新果',
  '店里的礼盒',
  '基地的头茬',
  '老客户常订的这款',
  '合作社送来的样品',
  '仓库现有的存货',
  '冷库里的原料',
];
const FACTS = [
  '颗粒均匀',
  '色泽自然',
  '水分适中',
  '口感绵软',
  '甜度偏高',
  '大小略有差别',
  '外皮较薄',
  '香气明显',
  '杂质很少',
  '肉质紧实',
  '层次清楚',
  '存放得当',
];
const ADVICE = [
  '泡茶前用清水冲一下即可',
  '炖汤时最后十分钟放入',
  '和小米一起煮更香',
  '拆封以后放在阴凉处',
  '当零食每天一小把',
  '送人时可以另配手提袋',
  '批量采购请提前三天联系',
  '冬天发货会加保温袋',
  '雨季请注意防潮',
  '吃不完的部分可以冷冻',
];
/** One page in five says something that the law forbids, so that the rules have work as in life. */
const CLAIMS = [
  '国家级品质，销量第一',
  '全网最低价，绝无仅有',
  '能降血压、治疗失眠',
  '最终解释权归本店所有',
  '史上最强效果，永不反弹',
];

/** Pages of one shop: a front page, goods, and who runs it. Same seed, same bytes. About 39 KB each. */
export function shopPages(shop: number, count: number, seed: number): CorpusPage[] {
  const random = generator(seed * 7919 + shop);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const name = `${pick(PLACES)}${pick(GOODS)}${pick(['专卖店', '旗舰店', '农产品店', '商行'])}${shop + 1}`;
  const gbk = shop % 7 === 3;
  const goods = Array.from({ length: count - 2 }, (_, i) => `/goods/${1000 + i}.html`);
  const paths = ['/', '/about.html', ...goods];
  return paths.map((path) => {
    const html = page({ name, path, goods, shop, random, pick, gbk });
    return {
      path,
      contentType: gbk ? 'text/html; charset=gbk' : 'text/html; charset=utf-8',
      body: gbk ? encodeGbk(html) : Buffer.from(html),
    };
  });
}

interface PageInput {
  readonly name: string;
  readonly path: string;
  readonly goods: readonly string[];
  readonly shop: number;
  readonly random: () => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly gbk: boolean;
}

const TARGET_BYTES = 39 * 1024;

function page(input: PageInput): string {
  const { name, path, pick, random, gbk, goods } = input;
  const title =
    path === '/'
      ? `${name} - 首页`
      : path === '/about.html'
        ? `关于我们 - ${name}`
        : `${pick(PLACES)}${pick(GOODS)}${pick(KINDS)} - ${name}`;
  const claim = random() < 0.2 ? `<p class="promo">${pick(CLAIMS)}！</p>` : '';
  let body = '';
  let bytes = 16_000;
  const perCharacter = gbk ? 2 : 3;
  while (bytes < TARGET_BYTES) {
    const block = detailBlock(pick, random);
    body += block;
    bytes += block.length + (block.match(/[\u4e00-\u9fff，。、：]/g)?.length ?? 0) * (perCharacter - 1);
  }
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="${gbk ? 'gbk' : 'utf-8'}"><title>${title}</title>
<meta name="keywords" content="${name},${pick(GOODS)},宁夏特产"><meta name="description" content="${pick(SENTENCES)}">
<style>${style()}</style><script>${script(input.shop)}</script></head>
<body class="shop-page"><div id="header"><div class="logo"><a href="/"><img src="/img/logo.png" alt="${name}"></a></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/about.html">关于我们</a></li>${navigation(goods, pick)}</ul></div>
<div id="main"><h1>${title}</h1>${claim}${listing(goods, pick, random)}<div class="detail">${body}</div></div>
<div id="footer"><p><a href="/about.html">营业执照</a> | <a href="/about.html#contact">联系我们</a> | <a href="/about.html#terms">用户协议</a></p>
<p>版权所有 © 2026 ${name} 经营者：宁夏${name}有限公司 电话：0955-70${String(10_000 + input.shop).slice(1)} 地址：宁夏中卫市沙坡头区${pick(PLACES)}路${input.shop + 1}号</p></div>
<script>${script(input.shop + 500)}</script></body></html>`;
}

function navigation(goods: readonly string[], pick: PageInput['pick']): string {
  return goods
    .slice(0, 12)
    .map(
      (path) =>
        `<li class="nav-item"><a href="${path}" title="${pick(GOODS)}">${pick(GOODS)}${pick(KINDS)}</a></li>`,
    )
    .join('');
}

function listing(goods: readonly string[], pick: PageInput['pick'], random: () => number): string {
  const items = goods.map(
    (path, i) =>
      `<div class="item" data-id="${i}"><a href="${path}" class="pic"><img data-src="/img/${i}.jpg" alt="${pick(GOODS)}${pick(KINDS)}"></a>` +
      `<a class="t" href="${path}">${pick(PLACES)}${pick(GOODS)}${pick(KINDS)}</a><span class="price">¥${(random() * 200).toFixed(2)}</span><em>已售${Math.floor(random() * 9000)}件</em></div>`,
  );
  return `<div class="list">${items.join('\n')}</div>`;
}

function detailBlock(pick: PageInput['pick'], random: () => number): string {
  const said = () => `${pick(SUBJECTS)}${pick(FACTS)}，${pick(FACTS)}，${pick(ADVICE)}。`;
  const sentences = `${said()}${random() < 0.15 ? pick(SENTENCES) : said()}${said()}`;
  return `<div class="block"><h3>${pick(GOODS)}${pick(KINDS)}</h3><p class="desc">${sentences}</p><table class="attrs"><tr><td>产地</td><td>${pick(PLACES)}</td><td>净含量</td><td>${Math.floor(random() * 900 + 100)}克</td></tr></table><p><img src="/img/d${Math.floor(random() * 999)}.jpg" alt="">${pick(FACTS)}，${pick(ADVICE)}。</p></div>\n`;
}

function style(): string {
  return Array.from(
    { length: 40 },
    (_, i) =>
      `.c${i}{margin:${i}px auto;padding:${i % 7}px;color:#${(i * 4099 + 4096).toString(16).slice(0, 6)};font-size:${12 + (i % 6)}px}`,
  ).join('');
}

function script(n: number): string {
  return `var _cfg={shop:${n},ver:"3.2.${n}",cdn:"//static.example/"};(function(){for(var i=0;i<10;i++){window["k"+i]=i*${n};}})();`.repeat(
    6,
  );
}

let gbkTable: Map<string, number> | undefined;

/** GBK bytes, by turning the decoder's table round; signs that GBK lacks become question marks. */
function encodeGbk(text: string): Buffer {
  if (!gbkTable) {
    gbkTable = new Map();
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        gbkTable.set(decoder.decode(Uint8Array.of(lead, trail)), lead * 256 + trail);
      }
    }
  }
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign < '\u0080' ? sign.charCodeAt(0) : (gbkTable.get(sign) ?? 0x3f);
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return Buffer.from(bytes);
}
