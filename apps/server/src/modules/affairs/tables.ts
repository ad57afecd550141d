import type {
  Feedback,
  Openness,
  PublicityKind,
  PublicityStatus,
  ReplyKind,
  ReplyResult,
  ReplyRole,
  ReplyStatus,
} from '@wangjian/core/affairs.ts';
import type { Generated } from 'kysely';

interface Own {
  bureau: string;
  id: string;
  region: string;
}

interface RepliesTable extends Own {
  kind: ReplyKind;
  role: ReplyRole;
  incoming_number: string;
  session: string;
  proposal_number: string;
  proposers: string[];
  title: string;
  content: string;
  assigned_by: string;
  received_on: string;
  due_on: string;
  status: ReplyStatus;
  org_id: string;
  result: ReplyResult | null;
  openness: Openness | null;
  copies: string[];
  document_id: string | null;
  number: string | null;
  signer: string | null;
  signed_on: string | null;
  replied_on: string | null;
  feedback: Feedback | null;
  feedback_words: string | null;
  officer_id: string;
  officer_name: string;
  registered_at: Date;
  version: Generated<number>;
}

interface EventsTable extends Own {
  reply_id: string;
  at: Date;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface PublicityTable extends Own {
  kind: PublicityKind;
  title: string;
  day: string;
  pieces: number;
  medium: string;
  link: string | null;
  place: string;
  content: string;
  status: PublicityStatus;
  void_reason: string | null;
  org_id: string;
  officer_id: string;
  officer_name: string;
  recorded_at: Date;
  version: Generated<number>;
}

interface PicturesTable extends Own {
  work_id: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  caption: string;
  at: Date;
  officer_name: string;
  removed_at: Date | null;
}

/** Tables of replies to proposals and of publicity work. */
export type AffairsTables = {
  proposal_replies: RepliesTable;
  proposal_events: EventsTable;
  publicity_works: PublicityTable;
  publicity_pictures: PicturesTable;
};
