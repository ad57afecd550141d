import { expect, it } from 'vitest';
import { withClient } from './platform/db/connections.ts';
import { migrate } from './platform/db/migrations.ts';
import { createTestDatabase } from './platform/db/test-database.ts';
import { allMigrations, migrateOnly } from './schema.ts';

it('carries cases over that were decided before parties had results of their own', async () => {
  const all = await allMigrations();
  const ours = all.findIndex(({ name }) => name.endsWith('cases/migrations/0005_parties.sql'));
  const database = await createTestDatabase({ migrated: false });
  try {
    await migrateOnly(database.urls.owner, all.slice(0, ours));
    await withClient(database.urls.owner, async (client) => {
      const put = (id: string, state: string, columns: string, values: string) =>
        client.query(`INSERT INTO cases (bureau, id, region, title, state, procedure, case_type, violations, category, source, summary,
            acted_on, found_on, org_name, registered_at, registered_by, registered_by_name${columns})
          VALUES ('640500', '${id}', '640502', '某案', '${state}', 'ordinary', 'general', '{}', 'C01', 'own', '', '2026-01-01',
            '2026-01-02', '', now(), 'o', '甲'${values})`);
      const party = (caseId: string, place: number) =>
        client.query(`INSERT INTO case_parties (bureau, id, region, case_id, place, kind, name)
          VALUES ('640500', 'party_${caseId}_${place}', '640502', '${caseId}', ${place}, 'company', '公司${place}')`);
      const penalty = `{"warning":false,"criticism":false,"fine":500,"forfeitIncome":7,"forfeitGoodsValue":0,"forfeitGoods":null,"orders":[]}`;
      await put(
        'case_paid',
        'executing',
        ', outcome, penalty, proposal, notice_penalty, noticed_on, hearing_right, fine_fen, forfeit_fen, decided_on, decision_document, decision_number, served_on, pay_by, publish, statement, statement_on',
        `, 'penalty', '${penalty}', '${penalty}', '${penalty}', '2026-03-01', true, 500, 7, '2026-04-01', 'document_1', '某罚1号', '2026-04-02', '2026-04-17', true, '从轻', '2026-03-03'`,
      );
      await party('case_paid', 1);
      await party('case_paid', 2);
      await client.query(`INSERT INTO case_payments (bureau, id, region, case_id, paid_on, kind, amount_fen, receipt)
        VALUES ('640500', 'payment_1', '640502', 'case_paid', '2026-04-03', 'fine', 500, '票')`);
      await client.query(`INSERT INTO case_matters (bureau, id, region, case_id, kind, state, title, counterpart, content, started_on, receipt)
        VALUES ('640500', 'matter_1', '640502', 'case_paid', 'police', 'ended', '移送', '公安局', '', '2026-02-01', 'accepted')`);
      await put(
        'case_waiting',
        'notifying',
        ', proposal, pending_action, pending_document, pending_input',
        `, '${penalty}', 'notify', 'document_2', '{"opinion":"同意"}'`,
      );
      await party('case_waiting', 1);
      await put(
        'case_open',
        'investigating',
        ', pending_action, pending_document',
        ", 'extend', 'document_3'",
      );
      await party('case_open', 1);
      await party('case_open', 2);
      await put('case_nobody', 'drafting', ', turnover_fen, income_fen', ', 1234567, 0');
      // Amounts were the case's: its first party has them, and all of them how severe it was.
      await client.query(
        "UPDATE cases SET turnover_fen = 700, ad_cost_fen = 0, severe = true WHERE id = 'case_open'",
      );
      await client.query(`INSERT INTO case_valuations (bureau, id, region, case_id, place, name, quantity, unit, price_fen, sold, basis)
        VALUES ('640500', 'valuation_1', '640502', 'case_open', 1, '酒', 1, '瓶', 700, true, '标价')`);
    });
    await migrate(database.urls.owner, all);
    await withClient(database.urls.owner, async (client) => {
      const rows = async (sql: string) => (await client.query(sql)).rows;
      const parties = await rows('SELECT * FROM case_parties ORDER BY id');
      expect(parties.map(({ id, ended_on }) => [id, ended_on !== null])).toEqual([
        ['party_case_open_1', false],
        ['party_case_open_2', false],
        ['party_case_paid_1', false],
        ['party_case_paid_2', true],
        ['party_case_waiting_1', false],
      ]);
      expect(
        parties.map(({ turnover_fen, ad_cost_fen, severe }) => [turnover_fen, ad_cost_fen, severe]),
      ).toEqual([
        [700, 0, true],
        [null, null, true],
        ...Array.from({ length: 3 }, () => [null, null, false]),
      ]);
      expect(await rows('SELECT party_id FROM case_valuations')).toEqual([{ party_id: 'party_case_open_1' }]);
      expect(await rows("SELECT summary FROM cases WHERE id = 'case_nobody'")).toEqual([
        { summary: '\n（已登记的金额：违法经营额12345.67元，违法所得0.00元）' },
      ]);
      expect(parties[2]).toMatchObject({
        outcome: 'penalty',
        penalty: { fine: 500 },
        notice_penalty: { fine: 500 },
        fine_fen: 500,
        forfeit_fen: 7,
        decision_document: 'document_1',
        decision_number: '某罚1号',
        decided_on: '2026-04-01',
        served_on: '2026-04-02',
        pay_by: '2026-04-17',
        hearing_right: true,
        statement: '从轻',
        publish: true,
      });
      expect(await rows('SELECT party_id FROM case_payments')).toEqual([{ party_id: 'party_case_paid_1' }]);
      expect(await rows('SELECT answer, receipt FROM case_matters')).toEqual([
        { answer: 'accepted', receipt: null },
      ]);
      expect(
        await rows('SELECT document_id, party_id, action, input FROM case_awaited ORDER BY document_id'),
      ).toEqual([
        {
          document_id: 'document_2',
          party_id: 'party_case_waiting_1',
          action: 'notify',
          input: { opinion: '同意' },
        },
        { document_id: 'document_3', party_id: null, action: 'extend', input: {} },
      ]);
      expect(await rows("SELECT fine_fen, outcome, state FROM cases WHERE id = 'case_paid'")).toEqual([
        { fine_fen: 500, outcome: 'penalty', state: 'executing' },
      ]);
    });
  } finally {
    await database.drop();
  }
});
