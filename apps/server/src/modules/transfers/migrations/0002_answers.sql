-- What comes back with the result (复函、回执、查处结果材料), and the link of the chain by which it came.
ALTER TABLE transfer_items DROP CONSTRAINT transfer_items_kind_check;
ALTER TABLE transfer_items ADD CHECK (kind IN ('letter', 'evidence', 'file', 'reply'));
ALTER TABLE transfer_custody DROP CONSTRAINT transfer_custody_act_check;
ALTER TABLE transfer_custody ADD CHECK
  (act IN ('packed', 'handed', 'downloaded', 'received', 'accepted', 'returned', 'answered'));
