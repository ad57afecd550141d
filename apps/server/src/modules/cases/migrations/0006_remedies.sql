-- 行政复议、行政诉讼 against a decision: while it runs no late fine is added, and the court is not asked to enforce
-- (行政处罚法 art. 73; 行政强制法 art. 53); a decision changed or revoked is withdrawn from publication.
CREATE TABLE case_remedies (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  party_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reconsideration', 'litigation')),
  started_on date NOT NULL,
  ended_on date CHECK (ended_on >= started_on),
  result text CHECK (result IN ('upheld', 'withdrawn', 'changed', 'revoked')),
  note text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_remedies_case ON case_remedies (bureau, case_id, started_on);
CREATE UNIQUE INDEX case_remedies_open ON case_remedies (bureau, party_id) WHERE ended_on IS NULL;
SELECT protect_table('case_remedies');
