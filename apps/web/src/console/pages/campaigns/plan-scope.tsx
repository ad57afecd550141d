import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { Form, Select, TreeSelect } from 'antd';
import { useRegions } from '../../shell/use-scope.ts';
import { optionsOf } from '../../words.ts';
import { usePlanChoices } from './use-plan-choices.ts';

/** 行动范围: which sites are patrolled and drawn from, which records count. Nothing chosen restricts nothing. */
export function PlanScope() {
  const choices = usePlanChoices();
  const regions = useRegions();
  const types = choices.data?.violations ?? [];
  const violations = [...new Set(types.map(({ category }) => category))].map((category) => ({
    value: `category:${category}`,
    title: category,
    selectable: false,
    checkable: false,
    children: types
      .filter((type) => type.category === category)
      .map(({ id, name }) => ({ value: id, title: name })),
  }));
  return (
    <section className="panel">
      <h2>行动范围</h2>
      <p className="soft">
        按范围选网站发起监测、随机抽查，按范围统计线索、检查和案件；不选的项目不作限制。选了主体类别或业态的，没有关联网站的记录不计入；检查不按违法类型筛选。
      </p>
      <div className="form-grid">
        <Form.Item name={['scope', 'regions']} label="辖区">
          <Select
            mode="multiple"
            placeholder="本单位全部辖区"
            optionFilterProp="label"
            options={(regions.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item name={['scope', 'kinds']} label="主体类别">
          <Select mode="multiple" placeholder="全部类别" options={optionsOf(SITE_KIND_NAMES)} />
        </Form.Item>
        <Form.Item name={['scope', 'forms']} label="经营业态">
          <Select mode="multiple" placeholder="全部业态" options={optionsOf(BUSINESS_FORM_NAMES)} />
        </Form.Item>
        <Form.Item name={['scope', 'violations']} label="违法类型">
          <TreeSelect
            multiple
            treeData={violations}
            treeNodeFilterProp="title"
            placeholder="全部违法类型"
            loading={choices.isPending}
          />
        </Form.Item>
        <Form.Item name={['scope', 'products']} label="重点商品类目">
          <Select
            mode="multiple"
            placeholder="全部商品"
            optionFilterProp="label"
            options={(choices.data?.products ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name={['scope', 'keywords']} label="关键词（任一出现即计入）">
          <Select mode="tags" placeholder="输入后回车，例如：中宁枸杞" tokenSeparators={['、', '，', ',']} />
        </Form.Item>
      </div>
    </section>
  );
}
