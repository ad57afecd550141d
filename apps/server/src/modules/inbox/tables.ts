import type { MessageKind } from './contract.ts';

/** Tables of the inbox. */
export type InboxTables = {
  inbox_messages: {
    bureau: string;
    id: string;
    region: string;
    officer_id: string;
    kind: MessageKind;
    title: string;
    text: string | null;
    path: string;
    on_id: string | null;
    sender: string;
    key: string;
    sent_at: Date;
    read_at: Date | null;
  };
};
