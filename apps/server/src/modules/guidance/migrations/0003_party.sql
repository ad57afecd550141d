-- How often a party without a code was guided before.
CREATE INDEX guidances_party_name ON guidances (bureau, party);
