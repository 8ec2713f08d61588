// A Model Context Protocol server over HTTP with one tool, which tells as whom it is called: node mcp-server.mjs PORT
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';

const app = express();
app.use(express.json());
app.post('/mcp', async (request, response) => {
  const server = new McpServer({ name: 'orders', version: '1.0.0' });
  server.registerTool('whoami', { description: 'Tells as whom it is called' }, async () => ({
    content: [{ type: 'text', text: `${request.headers['x-forwarded-user']} ${request.headers.authorization ?? 'no token'}` }],
  }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.on('close', () => transport.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.all('/mcp', (_, response) => response.status(405).end());
app.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
