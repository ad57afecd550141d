-- 多名当事人: what is proposed, told, decided, served, paid and published is each party's own. Existing cases are
-- carried over to their first party, which until now was the one that the decision was served on.
ALTER TABLE case_parties
  ADD COLUMN proposal jsonb,
  ADD COLUMN range_reason text,
  ADD COLUMN noticed_on date,
  ADD COLUMN notice_penalty jsonb,
  ADD COLUMN hearing_right boolean NOT NULL DEFAULT false,
  ADD COLUMN statement text,
  ADD COLUMN statement_on date,
  ADD COLUMN statement_adopted boolean,
  ADD COLUMN waived boolean NOT NULL DEFAULT false,
  ADD COLUMN hearing_requested_on date,
  ADD COLUMN hearing_on date,
  ADD COLUMN heard boolean NOT NULL DEFAULT false,
  ADD COLUMN penalty jsonb,
  ADD COLUMN outcome text CHECK (outcome IN ('penalty', 'no-penalty', 'not-established')),
  ADD COLUMN decision_document text,
  ADD COLUMN decision_number text,
  ADD COLUMN decided_on date,
  ADD COLUMN fine_fen bigint NOT NULL DEFAULT 0 CHECK (fine_fen >= 0),
  ADD COLUMN forfeit_fen bigint NOT NULL DEFAULT 0 CHECK (forfeit_fen >= 0),
  ADD COLUMN publish boolean,
  ADD COLUMN served_on date,
  ADD COLUMN pay_by date,
  ADD COLUMN demanded_on date,
  ADD COLUMN court_applied_on date,
  -- 执行完毕, 不予处罚 served, or this party alone was left out: nothing more is to be done with it.
  ADD COLUMN ended_on date,
  ADD COLUMN end_reason text;

UPDATE case_parties p SET
    proposal = c.proposal, range_reason = c.range_reason, noticed_on = c.noticed_on, notice_penalty = c.notice_penalty,
    hearing_right = c.hearing_right, statement = c.statement, statement_on = c.statement_on,
    statement_adopted = c.statement_adopted, waived = c.waived, hearing_requested_on = c.hearing_requested_on,
    hearing_on = c.hearing_on, heard = c.heard, penalty = c.penalty,
    outcome = CASE WHEN c.outcome IN ('penalty', 'no-penalty', 'not-established') THEN c.outcome
      WHEN c.penalty IS NOT NULL AND c.pending_action = 'decide' THEN 'penalty' END,
    decision_document = c.decision_document, decision_number = c.decision_number,
    decided_on = CASE WHEN c.decision_document IS NOT NULL THEN c.decided_on END,
    fine_fen = c.fine_fen, forfeit_fen = c.forfeit_fen, publish = c.publish, served_on = c.served_on, pay_by = c.pay_by,
    demanded_on = c.demanded_on, court_applied_on = c.court_applied_on,
    ended_on = CASE WHEN c.decision_document IS NOT NULL THEN c.ended_on END,
    end_reason = CASE WHEN c.decision_document IS NOT NULL THEN c.end_reason END
  FROM cases c WHERE c.bureau = p.bureau AND c.id = p.case_id AND p.place = 1;
-- The other parties of a case that is past its investigation were named in the one notice and decision.
UPDATE case_parties p SET ended_on = coalesce(c.concluded_on, c.filed_on, (c.registered_at AT TIME ZONE 'Asia/Shanghai')::date),
    end_reason = '与第一当事人在同一份文书中处理'
  FROM cases c WHERE c.bureau = p.bureau AND c.id = p.case_id AND p.place > 1
    AND c.state NOT IN ('drafting', 'investigating', 'suspended', 'reviewing', 'not-filed', 'discarded')
    OR c.bureau = p.bureau AND c.id = p.case_id AND p.place > 1 AND c.proposal IS NOT NULL;

ALTER TABLE case_payments ADD COLUMN party_id text;
UPDATE case_payments y SET party_id = p.id FROM case_parties p
  WHERE p.bureau = y.bureau AND p.case_id = y.case_id AND p.place = 1;

-- Whom a measure, a letter or a listing is about; none is all of them. 回执 and the answer are two things.
ALTER TABLE case_matters ADD COLUMN party_id text, ADD COLUMN answer text CHECK (answer IN ('accepted', 'refused'));
UPDATE case_matters SET answer = receipt, receipt = NULL WHERE receipt IN ('accepted', 'refused');

-- Documents that a step waits for: one, or one for each party.
CREATE TABLE case_awaited (
  bureau text NOT NULL,
  document_id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  party_id text,
  action text NOT NULL,
  -- What the officer entered with the step, applied when the document is signed or served.
  input jsonb NOT NULL,
  PRIMARY KEY (bureau, document_id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_awaited_case ON case_awaited (bureau, case_id);
SELECT protect_table('case_awaited');
INSERT INTO case_awaited (bureau, document_id, region, case_id, party_id, action, input)
  SELECT c.bureau, c.pending_document, c.region, c.id,
      CASE WHEN c.pending_action IN ('decide-on-spot', 'notify', 'schedule-hearing', 'decide', 'decide-none', 'defer', 'demand',
        'apply-court') THEN p.id END,
      c.pending_action, coalesce(c.pending_input, '{}')
    FROM cases c LEFT JOIN case_parties p ON p.bureau = c.bureau AND p.case_id = c.id AND p.place = 1
    WHERE c.pending_action IS NOT NULL AND c.pending_document IS NOT NULL;

-- The case keeps what statistics and lists count: its outcome, days and the sums of its parties.
ALTER TABLE cases
  DROP COLUMN pending_document, DROP COLUMN pending_input, DROP COLUMN proposal, DROP COLUMN range_reason,
  DROP COLUMN noticed_on, DROP COLUMN notice_penalty, DROP COLUMN hearing_right, DROP COLUMN statement,
  DROP COLUMN statement_on, DROP COLUMN statement_adopted, DROP COLUMN waived, DROP COLUMN hearing_requested_on,
  DROP COLUMN hearing_on, DROP COLUMN penalty, DROP COLUMN publish, DROP COLUMN served_on, DROP COLUMN pay_by,
  DROP COLUMN demanded_on, DROP COLUMN court_applied_on;
ALTER TABLE cases ADD COLUMN hearing_place text;
