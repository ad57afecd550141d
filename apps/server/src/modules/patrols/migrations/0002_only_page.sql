-- 复查: one page of a registered site is read again, and nothing of the site is judged by it.
ALTER TABLE patrol_sites ADD COLUMN only_page boolean NOT NULL DEFAULT false;
