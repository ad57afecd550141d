import { endpoint } from '@wangjian/core/endpoint.ts';

/** The receiver's pages: server-rendered, no session, no script. */
const receipt = (method: 'GET' | 'POST', path: string, summary: string) =>
  endpoint({ method, path, summary, access: 'public' });
export const receiptStart = receipt('GET', '/receipt', '移送材料签收：输入接收码（网页）');
export const receiptOpen = receipt('POST', '/receipt', '移送材料签收：查看内容（网页）');
export const receiptPackage = receipt('POST', '/receipt/package', '移送材料签收：下载材料包');
export const receiptSign = receipt('POST', '/receipt/sign', '移送材料签收：签收、退回（网页）');
export const receiptResult = receipt('POST', '/receipt/result', '移送材料签收：填报查处情况（网页）');
