-- In whose name it is issued: the region of the authority whose officer drafted it, which need not be where the matter lies.
ALTER TABLE documents ADD COLUMN issuer text;
