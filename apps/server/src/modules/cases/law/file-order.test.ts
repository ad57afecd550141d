import { FILE_SECTIONS, type FileSection } from '@wangjian/core/case.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FilePaper, orderFile, sectionOf } from './file-order.ts';

const sections = Object.keys(FILE_SECTIONS) as FileSection[];
const paper = (section: FileSection, day: string | null, pages: number): FilePaper => ({
  section,
  title: section,
  number: null,
  day,
  pages,
  note: null,
});

describe('the catalogue of the file (程序规定 art. 78)', () => {
  it('puts the filing first, the decision second, evidence before the hearing, whatever came in when', () => {
    const papers = [
      paper('evidence', '2026-10-01', 3),
      paper('decision', '2026-12-01', 4),
      paper('filing', '2026-10-20', 1),
      paper('hearing-record', '2026-11-20', 2),
      paper('papers', '2026-11-02', 2),
      paper('papers', '2026-11-01', 2),
      paper('origin', '2026-10-01', 1),
    ];
    const main = orderFile(papers, '正卷');
    expect(main.map(({ section, day }) => `${section} ${day}`)).toEqual([
      'filing 2026-10-20',
      'decision 2026-12-01',
      'papers 2026-11-01',
      'papers 2026-11-02',
      'evidence 2026-10-01',
      'hearing-record 2026-11-20',
    ]);
    expect(main.map(({ firstPage }) => firstPage)).toEqual([1, 2, 6, 8, 10, 13]);
    expect(orderFile(papers, '副卷')).toHaveLength(1);
  });

  it('numbers every page once, loses and doubles nothing', () => {
    const any = fc.record({
      section: fc.constantFrom(...sections),
      day: fc.option(fc.constantFrom('2026-01-01', '2026-02-01'), { nil: null }),
      pages: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (some) => {
        const papers = some.map((one) => paper(one.section, one.day, one.pages));
        const volumes = (['正卷', '副卷'] as const).map((volume) => orderFile(papers, volume));
        expect(volumes.flat()).toHaveLength(papers.length);
        for (const entries of volumes) {
          let next = 1;
          for (const [index, entry] of entries.entries()) {
            expect(entry.place).toBe(index + 1);
            expect(entry.firstPage).toBe(next);
            next += entry.pages;
          }
        }
      }),
    );
  });

  it('knows the part of each form, and puts others by their volume', () => {
    expect(sectionOf('penalty-decision', '正卷')).toBe('decision');
    expect(sectionOf('penalty-notice', '正卷')).toBe('papers');
    expect(sectionOf('something-inner', '副卷')).toBe('inner-other');
  });
});
