/** A county bureau of the demo: its head's and its officer's log-in, and those of its township offices. */
export interface County {
  readonly region: string;
  readonly chief: string;
  readonly officer: string;
  readonly towns: readonly string[];
}

export const COUNTIES: readonly County[] = [
  { region: '640502', chief: 'spt', officer: 'spt2', towns: ['binhe', 'wenchang'] },
  { region: '640521', chief: 'zhongning', officer: 'zhongning2', towns: ['ningan', 'shikong'] },
  { region: '640522', chief: 'haiyuan', officer: 'haiyuan2', towns: ['haicheng'] },
];

/** Log-ins of the city's sections that handle matters themselves. */
export const SECTIONS = ['zhifa', 'jiage', 'shipin', 'zhiliang'] as const;

/** Where operators turn out to do their business. */
export const ELSEWHERE = [
  '银川市市场监督管理局',
  '吴忠市市场监督管理局',
  '固原市市场监督管理局',
  '兰州市市场监督管理局',
] as const;
