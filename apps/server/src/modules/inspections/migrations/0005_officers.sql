-- 本人: inspections that an officer leads or goes along with.
CREATE INDEX inspections_officer ON inspections (bureau, officer_id);
CREATE INDEX inspections_second_officer ON inspections (bureau, second_officer_id) WHERE second_officer_id IS NOT NULL;
