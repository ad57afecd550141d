import { makeMobile, makeUscc } from '../codes.ts';
import { PLACES } from '../content/places.ts';
import type { Random } from '../random.ts';

/** An invented merchant of one of the bureau's counties. */
export interface Party {
  readonly name: string;
  readonly kind: 'company' | 'individual';
  readonly uscc: string;
  readonly region: string;
  readonly address: string;
  readonly representative: string;
  readonly phone: string;
  readonly shop: string;
  readonly url: string;
}

const FIRST = [
  '塞上',
  '香山',
  '沙湖',
  '红满园',
  '杞源',
  '鼎盛',
  '宏达',
  '诚信',
  '绿源',
  '西北风',
  '瑞丰',
  '金沙',
];
const SECOND = ['兴', '达', '鑫', '源', '和', '泰', '通', '盛', '美', '康'];
const TRADES = ['枸杞', '土特产', '商贸', '电子商务', '食品', '百货', '酒业', '农产品', '日化', '服饰'];
const SURNAMES = ['王', '李', '张', '刘', '马', '杨', '田', '周', '吴', '何', '丁', '白'];
const GIVEN = ['建军', '秀兰', '志伟', '海燕', '文博', '晓梅', '国强', '丽华', '学明', '桂英'];

/** A merchant of a county (GB/T 2260), the same for the same random source. */
export function inventParty(random: Random, county: string): Party {
  const place = PLACES.find(({ region }) => region === county)!;
  const kind = random.chance(0.55) ? 'company' : 'individual';
  const [, town] = random.pick(place.towns);
  const word = random.pick(FIRST) + random.pick(SECOND);
  const trade = random.pick(TRADES);
  const name =
    kind === 'company'
      ? `${place.short}${word}${trade}有限公司`
      : `${place.short}${town.replace(/[镇乡]$/, '')}${word}${trade}店`;
  return {
    name,
    kind,
    uscc: makeUscc(random, kind === 'company' ? '91' : '92', county),
    region: county,
    address: `${place.address}${town}${random.pick(['人民街', '建设路', '新市街', '宁川路'])}${random.int(1, 180)}号`,
    representative: random.pick(SURNAMES) + random.pick(GIVEN),
    phone: makeMobile(random),
    shop: `${word}${trade}旗舰店`,
    url: `https://shop${random.digits(6)}.example.com/item/${random.digits(5)}`,
  };
}
