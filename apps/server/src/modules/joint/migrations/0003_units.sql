-- How many units take part, those without an account too: lists cannot see the parts of work that is not opened.
ALTER TABLE joint_works ADD COLUMN units int NOT NULL DEFAULT 1;
UPDATE joint_works w SET units =
  (SELECT count(*) FROM joint_parts p WHERE p.bureau = w.bureau AND p.work_id = w.id AND p.status <> 'removed');
