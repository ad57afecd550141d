-- What a report counted, as it was when it was sent up: its frozen numbers open these records, whatever becomes of them.
ALTER TABLE annex2_reports ADD COLUMN records_kept boolean NOT NULL DEFAULT false;
CREATE TABLE annex2_report_records (
  bureau text NOT NULL,
  report_id text NOT NULL,
  region text NOT NULL,
  -- Kind of record, as the lines of the catalog name it.
  records text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL,
  -- The bureau of the record itself: a province's report counts those of its cities.
  record_bureau text NOT NULL,
  org_id text,
  day date NOT NULL,
  category text,
  pieces int NOT NULL,
  fen bigint NOT NULL,
  title text NOT NULL,
  path text NOT NULL,
  PRIMARY KEY (bureau, report_id, records, id, kind),
  FOREIGN KEY (bureau, report_id) REFERENCES annex2_reports (bureau, id)
);
SELECT protect_table('annex2_report_records');
