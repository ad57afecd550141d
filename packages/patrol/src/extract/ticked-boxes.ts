const MAX_BOXES = 50;
const MAX_LABELS = 200;
const MAX_LABEL = 80;

/** A box that is ticked already and has no label around it: its words follow, up to the next field or block. */
interface OpenBox {
  readonly id: string;
  readonly mark: number;
}

/**
 * Gathers the words of boxes and options that a page shows as ticked before the consumer does anything: those of the
 * label around it, else of the label that names it, else those that follow it.
 */
export class TickedBoxes {
  private readonly found: { readonly id: string; readonly label: string }[] = [];
  /** Words of labels that name a field. */
  private readonly named = new Map<string, string>();
  private label: { readonly mark: number; readonly names: string; ticked: boolean } | undefined;
  private open: OpenBox | undefined;
  private readonly since: (mark: number) => string;

  /** `since` gives the visible words from a mark to here. */
  constructor(since: (mark: number) => string) {
    this.since = since;
  }

  startLabel(mark: number, names: string | undefined): void {
    this.endLabel();
    this.label = { mark, names: names ?? '', ticked: false };
  }

  endLabel(): void {
    const { label } = this;
    if (!label) return;
    this.label = undefined;
    if (!label.ticked && label.names === '') return;
    const words = this.wordsSince(label.mark);
    if (label.ticked) this.keep('', words);
    if (label.names !== '' && this.named.size < MAX_LABELS) this.named.set(label.names, words);
  }

  /** A field of any kind stands at `mark`: what an open box is labelled with ends here. */
  field(mark: number, isTicked: boolean, id: string): void {
    this.boundary();
    if (!isTicked) return;
    if (this.label) this.label.ticked = true;
    else this.open = { id, mark };
  }

  /** A block begins or ends, or the page does. */
  boundary(): void {
    const { open } = this;
    if (!open) return;
    const words = this.wordsSince(open.mark);
    // A box in a cell of its own: its words come behind the break.
    if (words === '' && open.id === '') return;
    this.open = undefined;
    this.keep(open.id, words);
  }

  /** Labels in order, empty ones left out; call once, at the end. */
  finish(): string[] {
    this.endLabel();
    this.boundary();
    return this.found.map(({ id, label }) => this.named.get(id) ?? label).filter((label) => label !== '');
  }

  private keep(id: string, label: string): void {
    if (this.found.length < MAX_BOXES) this.found.push({ id, label });
  }

  private wordsSince(mark: number): string {
    return this.since(mark).slice(0, MAX_LABEL).replace(/\s+/g, ' ').trim();
  }
}
