import { useBlocker } from '@tanstack/react-router';
import { App } from 'antd';
import { useRef } from 'react';

/** Asks before leaving a form that was written in; `touch` marks it written, `release` lets go after saving. */
export function useUnsavedGuard() {
  const dirty = useRef(false);
  const { modal } = App.useApp();
  useBlocker({
    shouldBlockFn: async () => {
      if (!dirty.current) return false;
      return !(await modal.confirm({
        title: '还没有保存，要离开吗？',
        content: '离开后，刚才填写的内容不会保留。',
        okText: '离开',
        cancelText: '继续填写',
      }));
    },
    enableBeforeUnload: () => dirty.current,
  });
  return {
    touch: () => {
      dirty.current = true;
    },
    release: () => {
      dirty.current = false;
    },
  };
}
