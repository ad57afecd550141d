-- What waits for a check online or on site: few among all inspections, counted from the index alone.
CREATE INDEX inspections_running ON inspections (bureau, created_at, id) INCLUDE (region, status, online_task, on_site_task)
  WHERE status IN ('planned', 'checking');
