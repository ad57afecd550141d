import type { Endpoint } from '@wangjian/core/endpoint.ts';
import type { z } from 'zod';
import { ApiError, errorOfAnswer } from './api-error.ts';
import { csrfToken, sessionEnded } from './session.ts';

/** Sends one file as multipart field `file`; `progress` hears 0–1. XMLHttpRequest, because fetch tells no progress. */
export function upload<R extends z.ZodType>(
  endpoint: Endpoint<z.ZodUndefined, z.ZodUndefined, z.ZodUndefined, R>,
  file: File,
  progress: (share: number) => void,
): Promise<z.output<R>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, endpoint.path);
    const token = csrfToken();
    if (token) request.setRequestHeader('x-csrf-token', token);
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new ApiError('offline', '上传中断：连不上服务器，请检查网络后重新上传'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText));
        return;
      }
      if (request.status === 401) sessionEnded();
      errorOfAnswer(new Response(request.responseText, { status: request.status })).then(reject, reject);
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
