-- Pages of a signed document as it was last printed: the catalogue of the file counts with them.
CREATE TABLE case_page_counts (
  bureau text NOT NULL,
  document_id text NOT NULL,
  region text NOT NULL,
  pages int NOT NULL CHECK (pages > 0),
  PRIMARY KEY (bureau, document_id)
);
SELECT protect_table('case_page_counts');
