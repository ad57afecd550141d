import type { LineId } from '../content/piece.ts';
import { escapeHtml } from '../obfuscate.ts';
import { randomOf } from '../random.ts';

type Shape = (hue: number) => string;

const jar: Shape = (h) =>
  `<rect x="135" y="120" width="130" height="190" rx="18" fill="hsl(${h} 45% 96%)" stroke="hsl(${h} 30% 55%)" stroke-width="4"/><rect x="128" y="92" width="144" height="36" rx="8" fill="hsl(${h} 55% 42%)"/><rect x="135" y="180" width="130" height="80" fill="hsl(${h} 70% 50%)"/>`;
const bottle: Shape = (h) =>
  `<path d="M180 70h40v60c22 14 34 34 34 62v118a14 14 0 0 1-14 14h-80a14 14 0 0 1-14-14V192c0-28 12-48 34-62z" fill="hsl(${h} 45% 38%)"/><rect x="148" y="208" width="104" height="76" fill="hsl(${h} 35% 94%)"/>`;
const box: Shape = (h) =>
  `<path d="M90 150l110-50 110 50v140l-110 50-110-50z" fill="hsl(${h} 60% 58%)"/><path d="M90 150l110 50 110-50M200 200v140" stroke="hsl(${h} 60% 32%)" stroke-width="4" fill="none"/>`;
const garment: Shape = (h) =>
  `<path d="M150 100l50 20 50-20 66 50-34 46-22-14v150H140V182l-22 14-34-46z" fill="hsl(${h} 48% 56%)" stroke="hsl(${h} 45% 34%)" stroke-width="4"/>`;
const house: Shape = (h) =>
  `<path d="M90 200L200 110l110 90v130H90z" fill="hsl(${h} 45% 62%)"/><path d="M76 206L200 100l124 106" stroke="hsl(${h} 50% 34%)" stroke-width="14" fill="none"/><rect x="172" y="244" width="56" height="86" fill="hsl(${h} 40% 30%)"/>`;
const dunes: Shape = (h) =>
  `<circle cx="290" cy="120" r="34" fill="hsl(${h} 90% 66%)"/><path d="M40 300q90-110 180-20 70-70 140 10v60H40z" fill="hsl(${h} 62% 55%)"/><path d="M40 330q120-60 220 0t100-10v40H40z" fill="hsl(${h} 58% 42%)"/>`;
const device: Shape = (h) =>
  `<rect x="100" y="120" width="200" height="160" rx="20" fill="hsl(${h} 25% 92%)" stroke="hsl(${h} 30% 50%)" stroke-width="5"/><rect x="124" y="146" width="110" height="84" rx="6" fill="hsl(${h} 35% 30%)"/><circle cx="266" cy="188" r="18" fill="hsl(${h} 70% 50%)"/><path d="M134 196l16-24 18 40 16-28 14 12h26" stroke="#8f8" stroke-width="4" fill="none"/>`;
const pile: Shape = (h) =>
  `<ellipse cx="200" cy="290" rx="130" ry="36" fill="hsl(${h} 30% 86%)"/>${Array.from({ length: 22 }, (_, i) => `<ellipse cx="${110 + ((i * 37) % 180)}" cy="${270 - Math.floor(i / 5) * 24}" rx="22" ry="15" fill="hsl(${h + ((i * 7) % 22)} 68% ${44 + (i % 4) * 5}%)"/>`).join('')}`;

const bowl: Shape = (h) =>
  `<path d="M90 210h220c0 70-44 112-110 112S90 280 90 210z" fill="hsl(${h} 20% 92%)" stroke="hsl(${h} 25% 60%)" stroke-width="4"/><ellipse cx="200" cy="210" rx="110" ry="34" fill="hsl(${h} 66% 48%)"/><ellipse cx="170" cy="204" rx="22" ry="9" fill="hsl(${h} 70% 62%)"/><ellipse cx="228" cy="214" rx="26" ry="9" fill="hsl(${h} 70% 58%)"/>`;
const bag: Shape = (h) =>
  `<path d="M120 110h160l14 220H106z" fill="hsl(${h} 58% 52%)"/><path d="M120 110h160l4 30H116z" fill="hsl(${h} 58% 38%)"/><circle cx="200" cy="230" r="52" fill="hsl(${h} 40% 95%)"/><circle cx="200" cy="230" r="30" fill="hsl(${h} 70% 55%)"/>`;
const tube: Shape = (h) =>
  `<rect x="150" y="90" width="44" height="230" rx="20" fill="hsl(${h} 55% 62%)"/><rect x="150" y="90" width="44" height="54" rx="10" fill="hsl(${h} 30% 30%)"/><rect x="212" y="140" width="52" height="180" rx="14" fill="hsl(${h} 40% 84%)"/><rect x="212" y="120" width="52" height="34" rx="8" fill="hsl(${h} 45% 44%)"/>`;
const ring: Shape = (h) =>
  `<circle cx="200" cy="220" r="88" fill="none" stroke="hsl(${h} 45% 46%)" stroke-width="26" stroke-dasharray="34 8"/><circle cx="200" cy="132" r="22" fill="hsl(${h} 62% 60%)"/>`;
const phone: Shape = (h) =>
  `<rect x="140" y="84" width="120" height="236" rx="22" fill="hsl(${h} 20% 22%)"/><rect x="150" y="104" width="100" height="186" fill="hsl(${h} 60% 66%)"/><circle cx="200" cy="305" r="8" fill="#ddd"/>`;

const SHAPES: Readonly<Record<LineId, readonly Shape[]>> = {
  wolfberry: [pile, jar, bowl, bag],
  mutton: [pile, bowl, box],
  tea: [jar, bag, bowl],
  fruit: [pile, box, bowl],
  snack: [box, bag, bowl],
  liquor: [bottle, box],
  'health-food': [jar, bottle, box],
  cosmetics: [bottle, tube, jar],
  device: [device, box],
  pharmacy: [box, bottle, jar],
  clothing: [garment, bag],
  kids: [box, garment, bag],
  appliance: [device, jar, box],
  digital: [phone, device],
  home: [box, bag, bowl],
  jewellery: [ring, box],
  farm: [bag, pile, bottle],
  travel: [dunes],
  training: [phone, box],
  property: [house],
  wealth: [house, bag],
  agency: [phone, box],
  vape: [tube, box],
  wild: [pile, bag, bowl],
};

/** A 400 × 400 SVG of a product: a shape of its line in a colour of its own, with the caption below. */
export function productPicture(line: LineId, caption: string, hue: number, key: string): string {
  const random = randomOf(`picture/${key}`);
  const h = (hue + random.int(-26, 26) + 360) % 360;
  const turn = random.int(-6, 6);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${h} 40% 97%)"/><stop offset="1" stop-color="hsl(${h} 42% 84%)"/></linearGradient></defs><rect width="400" height="400" fill="url(#g)"/><ellipse cx="200" cy="326" rx="130" ry="16" fill="#0001"/><g transform="rotate(${turn} 200 220)">${random.pick(SHAPES[line])(h)}</g><text x="200" y="378" font-size="22" text-anchor="middle" fill="hsl(${h} 40% 28%)" font-family="sans-serif">${escapeHtml(caption.slice(0, 14))}</text></svg>`;
}
