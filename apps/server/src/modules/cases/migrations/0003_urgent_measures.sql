-- 情况紧急当场采取的措施: when it was taken; approval is made up within 24 hours (程序规定 arts 33, 36).
ALTER TABLE case_matters ADD COLUMN taken_at timestamptz;
