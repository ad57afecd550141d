import { FILE_SECTIONS, type FileSection } from '@wangjian/core/case.ts';

/** A paper that goes into the file of a case. */
export interface FilePaper {
  readonly section: FileSection;
  readonly title: string;
  readonly number: string | null;
  /** The day it bears, which orders papers of one part. */
  readonly day: string | null;
  /** Pages; 0 for what cannot be bound (a sealed package of evidence), which is listed with its hash. */
  readonly pages: number;
  readonly note: string | null;
  /** The pages are a guess: the paper was not printed yet. */
  readonly uncounted?: boolean;
}

/** A line of the catalogue of the file (卷内目录). */
export interface FileEntry extends FilePaper {
  readonly place: number;
  readonly firstPage: number;
}

/**
 * Orders the papers of one volume as 程序规定 art. 78 says, within a part by day, and numbers the pages through. What has
 * no pages stands in the catalogue at the page where it would be.
 */
export function orderFile(papers: readonly FilePaper[], volume: '正卷' | '副卷'): FileEntry[] {
  const order = Object.keys(FILE_SECTIONS) as FileSection[];
  const chosen = papers
    .filter(({ section }) => FILE_SECTIONS[section].volume === volume)
    .toSorted(
      (one, other) =>
        order.indexOf(one.section) - order.indexOf(other.section) ||
        (one.day ?? '').localeCompare(other.day ?? ''),
    );
  let page = 1;
  return chosen.map((paper, index) => {
    const entry = { ...paper, place: index + 1, firstPage: page };
    page += paper.pages;
    return entry;
  });
}

/** The part of the file that a document of a form belongs to. */
export function sectionOf(form: string, copy: '正卷' | '副卷' | string): FileSection {
  return SECTIONS[form] ?? (copy === '副卷' ? 'inner-other' : 'papers');
}

const SECTIONS: Readonly<Record<string, FileSection>> = {
  'case-filing': 'filing',
  'penalty-decision': 'decision',
  'no-penalty-decision': 'decision',
  'summary-penalty-decision': 'decision',
  'site-record': 'evidence',
  'electronic-data-record': 'evidence',
  'talk-record': 'evidence',
  'property-list': 'property',
  'appraisal-request': 'evidence',
  'test-commission': 'evidence',
  'opinion-notice': 'evidence',
  'assistance-letter': 'evidence',
  'lead-register': 'origin',
  'no-filing': 'origin',
  'investigation-report': 'report',
  'legal-review': 'review',
  'hearing-report': 'hearing-report',
  'case-closing': 'closing',
};
