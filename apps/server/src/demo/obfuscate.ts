import type { Obfuscation } from './content/piece.ts';
import type { Random } from './random.ts';

export const OBFUSCATIONS: readonly Obfuscation[] = [
  'symbols',
  'spaces',
  'zero-width',
  'tags',
  'traditional',
  'lookalikes',
  'entities',
];

const TRADITIONAL = pairs(
  '国國级級顶頂药藥疗療压壓糖糖肾腎阳陽瘤瘤癌癌败敗证證领領导導军軍队隊务務专專货貨压壓极極颠顛优優质質领領发發图圖单單业業购購销銷释釋归歸权權终終诉訴讼訟换換赔賠责責赚賺稳穩无無险險',
);
const LOOKALIKES = pairs(
  '最蕞第弟一①国囯级圾顶鼎治冶疗寮癌嵒糖瑭压押药葯肾慎壮莊烟菸刷涮单啴微薇返反保堡本夲赚嫌过過退蹆换奂好恏',
);

function pairs(text: string): ReadonlyMap<string, string> {
  const chars = [...text];
  const map = new Map<string, string>();
  for (let i = 0; i + 1 < chars.length; i += 2) map.set(chars[i] as string, chars[i + 1] as string);
  return map;
}

/** Escapes text for an HTML text node or a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char,
  );
}

/** HTML of one marked word, hidden in one of the merchants' ways; each way still reads to a human. */
export function hideWord(word: string, way: Obfuscation, random: Random): string {
  const chars = [...word];
  switch (way) {
    case 'symbols': {
      const symbol = random.pick(['*', '·', '.', '-', '~', '、', '★', '/']);
      return escapeHtml(chars.join(symbol));
    }
    case 'spaces':
      return escapeHtml(chars.join(random.pick([' ', '  ', '　'])));
    case 'zero-width':
      return chars.map(escapeHtml).join(random.pick(['&#8203;', '&#8205;', '&#65279;']));
    case 'tags':
      return chars
        .map((char, i) => (i % 2 ? `<b>${escapeHtml(char)}</b>` : `<span>${escapeHtml(char)}</span>`))
        .join('');
    case 'traditional':
      return escapeHtml(chars.map((char) => TRADITIONAL.get(char) ?? char).join(''));
    case 'lookalikes':
      return escapeHtml(chars.map((char) => LOOKALIKES.get(char) ?? char).join(''));
    case 'entities':
      return chars.map((char) => `&#x${(char.codePointAt(0) as number).toString(16)};`).join('');
  }
}

/** True when hiding would leave the word as it is (no character of it has a stand-in). */
export function cannotHide(word: string, way: Obfuscation): boolean {
  const map = way === 'traditional' ? TRADITIONAL : way === 'lookalikes' ? LOOKALIKES : undefined;
  return map ? ![...word].some((char) => map.has(char) && map.get(char) !== char) : [...word].length < 2;
}
