-- 违法经营额、货值、违法所得、广告费用、情节严重: each party's own, since they decide the range of its fine (行政处罚法 art. 5).
-- Existing cases are carried over to their first party; how severe the act was held for all.
ALTER TABLE case_parties
  ADD COLUMN turnover_fen bigint CHECK (turnover_fen >= 0),
  ADD COLUMN goods_fen bigint CHECK (goods_fen >= 0),
  ADD COLUMN income_fen bigint CHECK (income_fen >= 0),
  ADD COLUMN ad_cost_fen bigint CHECK (ad_cost_fen >= 0),
  ADD COLUMN severe boolean NOT NULL DEFAULT false;
UPDATE case_parties p SET severe = true FROM cases c WHERE c.bureau = p.bureau AND c.id = p.case_id AND c.severe;
UPDATE case_parties p SET turnover_fen = c.turnover_fen, goods_fen = c.goods_fen, income_fen = c.income_fen,
    ad_cost_fen = c.ad_cost_fen
  FROM cases c WHERE c.bureau = p.bureau AND c.id = p.case_id AND p.place = 1;
-- A case that has no party yet keeps in its words what was entered.
UPDATE cases c SET summary = c.summary || E'\n（已登记的金额：' || concat_ws('，',
    '违法经营额' || round(c.turnover_fen / 100.0, 2) || '元', '货值金额' || round(c.goods_fen / 100.0, 2) || '元',
    '违法所得' || round(c.income_fen / 100.0, 2) || '元', '广告费用' || round(c.ad_cost_fen / 100.0, 2) || '元') || '）'
  WHERE coalesce(c.turnover_fen, c.goods_fen, c.income_fen, c.ad_cost_fen) IS NOT NULL
    AND NOT EXISTS (SELECT FROM case_parties p WHERE p.bureau = c.bureau AND p.case_id = c.id);
ALTER TABLE cases DROP COLUMN turnover_fen, DROP COLUMN goods_fen, DROP COLUMN income_fen, DROP COLUMN ad_cost_fen,
  DROP COLUMN severe;

-- 案值认定 is of the goods of one party.
ALTER TABLE case_valuations ADD COLUMN party_id text;
UPDATE case_valuations v SET party_id = p.id FROM case_parties p
  WHERE p.bureau = v.bureau AND p.case_id = v.case_id AND p.place = 1;
