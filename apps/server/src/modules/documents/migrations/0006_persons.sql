-- Persons of the record that a copy for publication hides wherever they are named, as `[{"value", "mask"}]`.
ALTER TABLE documents ADD COLUMN persons jsonb NOT NULL DEFAULT '[]';
