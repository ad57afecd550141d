import type { GuidanceKind } from '@wangjian/core/guidance.ts';
import type { LeadResult } from '@wangjian/core/lead.ts';
import { addDays, addMonths, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { type Random, randomOf } from '../random.ts';
import { type CaseStop, caseCourse } from './case-course.ts';
import { planCooperation } from './cooperation.ts';
import type { HistoryDesk } from './desk.ts';
import { drawCourse } from './draw-course.ts';
import { type GuidanceStop, guidanceCourse } from './guidance-course.ts';
import { type InspectionStop, inspectionCourse } from './inspection-course.ts';
import {
  type Holder,
  handlerOf,
  type LeadHandling,
  type LeadStop,
  leadCourse,
  pairOf,
} from './lead-course.ts';
import { MATTERS, type Matter, SOURCES } from './matters.ts';
import { inOffice, openDay } from './office-hours.ts';
import { inventParty, type Party } from './parties.ts';
import { COUNTIES, type County, ELSEWHERE, SECTIONS } from './places.ts';
import { annex2Course, supervisionCourse } from './report-course.ts';
import type { Begun } from './timeline.ts';
import { letterOutCourse } from './transfer-course.ts';

/** Months of the past: so many that each month has the same one of the year before to be compared with. */
const MONTHS = 13;

const PLAIN_RESULTS: readonly LeadResult[] = [
  'rectified',
  'rectified',
  'rectified',
  'rectified',
  'no-penalty',
  'not-a-violation',
  'not-a-violation',
  'unverifiable',
  'gone',
];
const GUIDANCE: readonly GuidanceKind[] = [
  'admonition',
  'correction-order',
  'correction-order',
  'reminder',
  'advice',
  'takedown',
  'talk',
];

/** Everything that happened in the demo bureau's past year, as courses that begin on their days. */
export function planHistory(desk: HistoryDesk, until: Date, seed: string): Begun[] {
  const today = dayInChina(until);
  const planner = new Planner(desk, addMonths(today, -MONTHS), today, seed);
  planner.closedLeads();
  planner.openLeads();
  planner.guidance();
  planner.inspections();
  planner.cases();
  planner.draws();
  planner.reports();
  planner.cooperation();
  return planner.begun;
}

/** How many leads of a past are registered in each year (in China), before any of it is written. */
export function leadsByYear(until: Date, seed: string): ReadonlyMap<number, number> {
  // A course does nothing before its first step: to count them nobody has to be there.
  const nobody = { id: '', name: '', orgId: '', orgName: '', officeId: '', region: '' };
  const desk = { officer: () => nobody } as Partial<HistoryDesk> as HistoryDesk;
  const counts = new Map<number, number>();
  for (const { at, name } of planHistory(desk, until, seed)) {
    if (!name.startsWith('lead ') || at > until) continue;
    const year = Number(dayInChina(at).slice(0, 4));
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}

class Planner {
  readonly begun: Begun[] = [];
  private readonly random: Random;
  private serial = 0;
  private readonly desk: HistoryDesk;
  private readonly start: PlainDate;
  private readonly today: PlainDate;
  private readonly seed: string;

  constructor(desk: HistoryDesk, start: PlainDate, today: PlainDate, seed: string) {
    this.desk = desk;
    this.start = start;
    this.today = today;
    this.seed = seed;
    this.random = randomOf(`${seed}/history`);
  }

  /** Leads of the past months; whatever is not at its end by now stays where it is. */
  closedLeads(): void {
    const days = (Date.parse(this.today) - Date.parse(this.start)) / 86_400_000;
    for (let place = 0; place < 150; place += 1) {
      // A little more every month.
      const share = Math.sqrt((place + 0.5) / 150);
      const day = addDays(this.start, Math.floor(share * (days - 26)));
      this.lead(day, { dismissed: this.random.chance(0.08) });
    }
  }

  /** So that every log-in of the demo has something before it: green, yellow, red. */
  openLeads(): void {
    const holders = [
      ...COUNTIES.flatMap((county) => [
        this.holderOf(county),
        ...county.towns.map((town) => this.holderOf(county, town)),
      ]),
      ...SECTIONS.map((login) => this.sectionHolder(login)),
    ];
    const back = (days: number) => addDays(this.today, -days);
    for (const [place, holder] of holders.entries()) {
      // What is late in a bureau that works well: two in forty.
      if (place === 0 || place === 4) this.lead(back(27), { holder, stop: 'checked' });
      this.lead(back(this.random.int(11, 14)), { holder, stop: 'checked' });
      this.lead(back(this.random.int(5, 9)), { holder, stop: 'signed' });
      if (!holder.below) this.lead(back(this.random.int(2, 4)), { holder, stop: 'dispatched' });
    }
    for (let place = 0; place < 8; place += 1) this.lead(back(this.random.int(0, 4)), { stop: 'registered' });
    for (let place = 0; place < 5; place += 1) this.lead(back(this.random.int(2, 6)), { stop: 'accepted' });
    for (let place = 0; place < 5; place += 1) this.lead(back(this.random.int(12, 15)), { stop: 'reported' });
    for (let place = 0; place < 3; place += 1) this.lead(back(this.random.int(15, 18)), { stop: 'reviewed' });
    for (const county of COUNTIES.slice(0, 2))
      this.lead(back(this.random.int(6, 10)), { holder: this.holderOf(county), stop: 'returned' });
    this.begin(back(1), 'supervision', (random) => supervisionCourse(this.desk, random));
  }

  guidance(): void {
    for (let place = 0; place < 16; place += 1) this.oneGuidance(this.someDay(30), null);
    const stops: GuidanceStop[] = ['draft', 'signing', 'signing', 'issued', 'waiting', 'waiting', 'answered'];
    for (const stop of stops) this.oneGuidance(addDays(this.today, -this.random.int(6, 12)), stop);
  }

  /** 每月线上检查 of each unit, more of some; the last ones are still open. */
  inspections(): void {
    for (let month = 0; month < MONTHS; month += 1) {
      const first = addMonths(this.start, month);
      for (const county of COUNTIES)
        for (let count = this.random.int(2, 3); count > 0; count -= 1)
          this.inspection(addDays(first, this.random.int(2, 26)), county, null);
    }
    const stops: InspectionStop[] = ['planned', 'checking', 'rectifying'];
    for (const county of COUNTIES)
      for (const stop of stops) this.inspection(addDays(this.today, -this.random.int(3, 8)), county, stop);
  }

  cases(): void {
    for (let place = 0; place < 19; place += 1) this.oneCase(this.someDay(95), null, place % 9 === 8);
    const stops: [CaseStop, number][] = [
      ['drafting', 3],
      ['filing', 6],
      ['investigating', 12],
      ['investigating', 62],
      ['reviewing', 20],
      ['notifying', 24],
      ['stating', 27],
      ['deciding', 38],
      ['serving', 42],
      ['executing', 48],
      // The party has not paid in time.
      ['executing', 75],
      ['ending', 56],
      ['closed', 60],
    ];
    for (const [stop, days] of stops) this.oneCase(addDays(this.today, -days), stop, false);
  }

  draws(): void {
    // Objects lie anywhere in the city: officers of the city alone see them all.
    const officers = [...SECTIONS];
    for (const [months, stop] of [
      [-11, false],
      [-8, false],
      [-5, false],
      [-2, false],
      [0, true],
    ] as const) {
      const day = addDays(addMonths(this.today, months), -6);
      const name = `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月网络交易经营者双随机抽查`;
      this.begin(day, 'draw', (random) => drawCourse(this.desk, { name, officers, stop }, random));
    }
  }

  /** Annex 2 of each whole month, by county and for the city. */
  reports(): void {
    const units = [
      ...COUNTIES.map(({ chief }) => ({ submitter: chief, signer: 'shenpi' })),
      { submitter: 'fenpai', signer: 'juzhang' },
    ];
    for (let month = 1; month <= MONTHS; month += 1) {
      const after = `${addMonths(this.start, month).slice(0, 7)}-01` as PlainDate;
      const from = addMonths(after, -1);
      const newest = addMonths(after, 1) > this.today;
      for (const [place, unit] of units.entries()) {
        // Of the newest month one has not reported yet, and one waits to be signed.
        if (newest && place === 2) continue;
        const plan = { ...unit, from, to: addDays(after, -1), signed: !(newest && place === 1) };
        const day = addDays(after, place === 3 ? 4 : this.random.int(1, 2));
        this.begin(day, `annex 2 of ${from}`, (random) => annex2Course(this.desk, plan, random));
      }
    }
  }

  /** Letters, joint work and campaigns. */
  cooperation(): void {
    const random = randomOf(`${this.seed}/cooperation`);
    for (const { day, name, course } of planCooperation(this.desk, this.today, random))
      this.begin(day, name, course);
  }

  private lead(day: PlainDate, more: { holder?: Holder; stop?: LeadStop; dismissed?: boolean } = {}): void {
    const { random } = this;
    const matter = this.matter();
    const county = more.holder ? this.countyOf(more.holder) : random.pick(COUNTIES);
    const party = inventParty(random, county.region);
    const holder =
      more.holder ??
      (random.chance(0.25)
        ? this.sectionHolder(matter.section)
        : this.holderOf(county, random.chance(0.25) ? random.pick(county.towns) : undefined));
    const at = openDay(day);
    const { source, fields } = weighted(random, SOURCES);
    this.serial += 1;
    const plan = {
      sorter: random.chance(0.8) ? 'fenpai' : 'fenpai2',
      source,
      sourceFields: fields(this.serial, at),
      matter,
      party,
      holder,
      result: random.pick(PLAIN_RESULTS),
      dismissed: more.dismissed ?? false,
      stop: more.stop ?? null,
      handling: more.stop ? null : this.handling(day, matter, party),
    };
    this.begin(at, `lead ${this.serial}`, (own) => leadCourse(this.desk, plan, own));
  }

  /** What a lead becomes: most end with their feedback. */
  private handling(day: PlainDate, matter: Matter, party: Party): LeadHandling | null {
    const { desk, random } = this;
    /** Whether what takes so many days can be at its end by now; otherwise the lead would wait for it beyond its term. */
    const ends = (days: number) => addDays(day, days) <= this.today;
    const own = randomOf(`${this.seed}/handling/${this.serial}`);
    const kind = random.pick(GUIDANCE);
    /** A township's officers work in their township. */
    const at = ({ below }: Holder) =>
      below ? { ...party, region: desk.officer(below.officer).region } : party;
    const roll = random.next();
    if (roll < 0.16 && ends(50))
      return (leadId, holder) =>
        guidanceCourse(
          desk,
          { officer: handlerOf(holder), kind, matter, party: at(holder), leadId, stop: null },
          own,
        );
    if (roll >= 0.16 && roll < 0.3 && ends(40))
      return (leadId, holder) =>
        inspectionCourse(
          desk,
          {
            officer: handlerOf(holder),
            colleague: pairOf(holder)[1],
            party: at(holder),
            side: 'online',
            matter: own.chance(0.7) ? matter : null,
            leadId,
            stop: null,
          },
          own,
        );
    if (roll >= 0.3 && roll < 0.38 && ends(110))
      return (leadId, holder) =>
        caseCourse(
          desk,
          {
            officers: pairOf(holder),
            matter,
            party: at(holder),
            leadId,
            inspectionId: null,
            refused: false,
            stop: null,
          },
          own,
        );
    if (roll >= 0.38 && roll < 0.43 && ends(60))
      return (leadId, holder) =>
        letterOutCourse(
          desk,
          {
            officer: handlerOf(holder),
            kind: 'transfer',
            to: own.pick(ELSEWHERE),
            matter,
            party: at(holder),
            leadId,
            reason: '经核查，当事人实际经营地在你局辖区，本局没有管辖权，依法移送。',
            result: own.pick(['filed', 'filed', 'corrected', 'not-true']),
            stop: null,
          },
          own,
        );
    return null;
  }

  private oneGuidance(day: PlainDate, stop: GuidanceStop | null): void {
    const county = this.random.pick(COUNTIES);
    const officer = this.random.pick([county.officer, county.chief, ...SECTIONS]);
    const plan = {
      officer,
      kind: this.random.pick(GUIDANCE),
      matter: this.matter(),
      party: inventParty(this.random, county.region),
      leadId: null,
      stop,
    };
    this.begin(day, 'guidance', (random) => guidanceCourse(this.desk, plan, random));
  }

  private inspection(day: PlainDate, county: County, stop: InspectionStop | null): void {
    const { random } = this;
    const plan = {
      officer: random.pick([county.officer, county.officer, county.chief]),
      colleague: county.officer,
      party: inventParty(random, county.region),
      side: random.chance(0.75) ? ('online' as const) : ('on-site' as const),
      matter: stop === 'rectifying' || random.chance(0.35) ? this.matter() : null,
      leadId: null,
      stop,
    };
    const colleague = plan.officer === county.officer ? county.chief : county.officer;
    this.begin(day, 'inspection', (own) => inspectionCourse(this.desk, { ...plan, colleague }, own));
  }

  private oneCase(day: PlainDate, stop: CaseStop | null, refused: boolean): void {
    const county = this.random.pick(COUNTIES);
    const matter = this.matter();
    const plan = {
      officers: this.random.chance(0.3)
        ? ([matter.section, matter.section === 'zhifa' ? 'jiage' : 'zhifa'] as const)
        : ([county.officer, county.chief] as const),
      matter,
      party: inventParty(this.random, county.region),
      leadId: null,
      inspectionId: null,
      refused,
      stop,
    };
    this.begin(day, `case ${stop ?? ''}`, (random) => caseCourse(this.desk, plan, random));
  }

  private begin(day: PlainDate, name: string, course: (random: Random) => Begun['course']): void {
    const random = randomOf(`${this.seed}/${this.begun.length}`);
    const place = this.begun.length;
    this.begun.push({ at: inOffice(openDay(day), random), name, place, course: course(random) });
  }

  private matter(): Matter {
    return weighted(this.random, MATTERS);
  }

  /** A day of the past months, at least so many days ago. */
  private someDay(ago: number): PlainDate {
    const days = (Date.parse(this.today) - Date.parse(this.start)) / 86_400_000;
    return addDays(this.start, this.random.int(3, days - ago));
  }

  private holderOf({ chief, officer }: County, town?: string): Holder {
    const { officeId: orgId } = this.desk.officer(chief);
    if (town === undefined) return { orgId, chief, officer };
    return { orgId, chief, officer, below: { orgId: this.desk.officer(town).orgId, officer: town } };
  }

  private sectionHolder(login: (typeof SECTIONS)[number]): Holder {
    return { orgId: this.desk.officer(login).orgId, chief: login, officer: login };
  }

  private countyOf({ chief }: Holder): County {
    return COUNTIES.find((county) => county.chief === chief) ?? this.random.pick(COUNTIES);
  }
}

function weighted<One extends { readonly weight: number }>(random: Random, list: readonly One[]): One {
  let left = random.next() * list.reduce((sum, { weight }) => sum + weight, 0);
  for (const one of list) {
    left -= one.weight;
    if (left < 0) return one;
  }
  return list.at(-1)!;
}
