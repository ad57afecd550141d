-- A plan handed down to bureaus below: each has a campaign of its own, linked to the superior's by id (docs/adr/0008).
ALTER TABLE campaigns DROP CONSTRAINT campaigns_status_check;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_status_check
  CHECK (status IN ('handed', 'draft', 'issued', 'running', 'summing-up', 'closed', 'cancelled'));
ALTER TABLE campaigns
  -- How often the plan was handed down, and why last.
  ADD COLUMN edition int NOT NULL DEFAULT 0,
  ADD COLUMN edition_reason text,
  -- The superior's campaign in its own bureau; `superior_hand` is the hand-down there.
  ADD COLUMN superior_id text,
  ADD COLUMN superior_hand text,
  ADD COLUMN superior_org text,
  ADD COLUMN superior_name text,
  ADD COLUMN superior_status text
    CHECK (superior_status IN ('issued', 'running', 'summing-up', 'closed', 'cancelled', 'withdrawn')),
  ADD COLUMN superior_edition int,
  ADD COLUMN superior_reason text,
  -- What this bureau was given: the edition last told, and the one on which its own plan rests.
  ADD COLUMN accepted_at timestamptz,
  ADD COLUMN accepted_by_name text,
  ADD COLUMN settled_edition int,
  ADD COLUMN handed jsonb,
  ADD COLUMN handed_before jsonb;
CREATE UNIQUE INDEX campaigns_handed_once ON campaigns (bureau, superior_hand) WHERE superior_hand IS NOT NULL;

CREATE TABLE campaign_hand_downs (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  to_bureau text NOT NULL,
  -- The head office of that bureau.
  org_id text NOT NULL,
  org_name text NOT NULL,
  status text NOT NULL CHECK (status IN ('sent', 'accepted', 'withdrawn')),
  -- What the bureau told of its campaign, by the version of that.
  child_id text,
  child_status text,
  child_version int NOT NULL DEFAULT 0,
  settled_edition int,
  sent_at timestamptz NOT NULL,
  received_at timestamptz,
  received_by_name text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE UNIQUE INDEX campaign_hand_downs_once ON campaign_hand_downs (bureau, campaign_id, to_bureau);
SELECT protect_table('campaign_hand_downs');

-- What a bureau below handed in, as the superior keeps it: the same shape as what the own units hand in.
ALTER TABLE campaign_reports ADD COLUMN source_id text, ADD COLUMN source_version int;
ALTER TABLE campaign_cases ADD COLUMN source_id text;
ALTER TABLE campaign_pictures ADD COLUMN source_id text;
