-- Numbers set aside for leads of the past that are entered later: whatever has a moment before aside_at takes one of them.
ALTER TABLE lead_numbers
  ADD COLUMN aside_next int,
  ADD COLUMN aside_end int,
  ADD COLUMN aside_at timestamptz;
