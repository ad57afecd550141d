import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { ERROR_CODES } from '@wangjian/core/errors.ts';
import { PERMISSIONS } from '@wangjian/core/permissions.ts';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of a list of endpoints: one source for server, client and integrators. */
export function openApiDocument(endpoints: readonly Endpoint[], title: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'wangjian_session' } },
      schemas: { Error: ERROR_SCHEMA },
    },
  };
}

const ERROR_SCHEMA = {
  type: 'object',
  required: ['code', 'message', 'problems', 'allowed', 'requestId'],
  properties: {
    code: { type: 'string', enum: Object.keys(ERROR_CODES) },
    message: { type: 'string' },
    problems: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    allowed: { type: 'array', items: { type: 'string' } },
    requestId: { type: 'string' },
  },
};

function operation(endpoint: Endpoint): Json {
  const open = endpoint.access === 'public';
  const needs =
    endpoint.access === 'public'
      ? '无需登录'
      : endpoint.access === 'session'
        ? '登录即可'
        : `所需权限：${PERMISSIONS[endpoint.access]}（${endpoint.access}）`;
  const parameters = [
    ...parametersOf(endpoint.params, 'path'),
    ...parametersOf(endpoint.query, 'query'),
    ...(open || endpoint.method === 'GET'
      ? []
      : [{ name: 'x-csrf-token', in: 'header', required: true, schema: { type: 'string' } }]),
  ];
  return {
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replaceAll(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [endpoint.path.split('/')[2] ?? 'api'],
    summary: endpoint.summary,
    description: needs,
    security: open ? [] : [{ session: [] }],
    parameters,
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
          },
        }
      : {}),
    responses: {
      200: endpoint.result
        ? {
            description: '成功',
            content: { 'application/json': { schema: schemaOf(endpoint.result, 'output') } },
          }
        : { description: '文件或事件流' },
      default: {
        description: '出错',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
