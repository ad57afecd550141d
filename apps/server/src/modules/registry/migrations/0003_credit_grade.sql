-- 企业信用风险分类 A–D (国市监信发〔2022〕6号); null where none is known.
ALTER TABLE operators ADD COLUMN credit_grade text CHECK (credit_grade IN ('A', 'B', 'C', 'D'));
