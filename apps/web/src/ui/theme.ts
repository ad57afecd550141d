import type { ThemeConfig } from 'antd';

/** System fonts only: nothing is downloaded, and Kylin and Windows both have one of these. */
const FONT_FAMILY =
  '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';

/** The console's own look: ink and teal, calm surfaces, rows of 32 px. Contrasts are WCAG AA or better. */
export const theme: ThemeConfig = {
  cssVar: { key: 'wj' },
  hashed: false,
  token: {
    colorPrimary: '#176480',
    colorInfo: '#176480',
    // The palette derived from so dark a colour is grey; these are its calm tints.
    colorPrimaryBg: '#e6f1f5',
    colorPrimaryBgHover: '#d5e7ee',
    colorPrimaryBorder: '#8dbccc',
    colorPrimaryBorderHover: '#6ba7bb',
    colorInfoBg: '#eaf3f6',
    colorInfoBorder: '#a5c9d6',
    colorLink: '#12607c',
    colorSuccess: '#2c7a4b',
    colorWarning: '#a8650f',
    colorError: '#b3372f',
    colorText: '#1c2b33',
    colorTextSecondary: '#4b5d67',
    colorTextTertiary: '#62737d',
    colorBgLayout: '#f1f4f5',
    colorBorder: '#c6d0d5',
    colorBorderSecondary: '#dfe6e9',
    borderRadius: 4,
    fontFamily: FONT_FAMILY,
    fontSize: 14,
    controlHeight: 32,
    // Nothing moves: quicker on old desktops, calmer over eight hours, and no control is caught half-way.
    motion: false,
  },
  components: {
    Table: {
      cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 8,
      headerBg: '#e9eff1',
      headerColor: '#2b3d46',
      headerBorderRadius: 0,
      rowHoverBg: '#eef5f7',
      rowSelectedBg: '#e2f0f4',
      rowSelectedHoverBg: '#d6e9ef',
    },
    Menu: {
      itemHeight: 36,
      itemMarginBlock: 0,
      itemMarginInline: 0,
      itemBorderRadius: 0,
      itemSelectedBg: '#dcebf0',
      itemSelectedColor: '#0e4a60',
      activeBarBorderWidth: 0,
    },
    Tabs: { horizontalMargin: '0 0 12px 0' },
    Descriptions: { itemPaddingBottom: 8 },
    Form: { itemMarginBottom: 16 },
  },
};
