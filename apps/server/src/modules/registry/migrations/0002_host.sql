-- Which other sites stand on a host: shops under the paths of a platform.
CREATE INDEX sites_host ON sites (bureau, host);
