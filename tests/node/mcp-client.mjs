// A Model Context Protocol client that signs in: node mcp-client.mjs SERVER CLIENT_ID REDIRECT_URI
// It prints the address to which it sends its person, reads the code that comes back, and calls the tool.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { createInterface } from 'node:readline/promises';

const [server, clientId, redirectUri] = process.argv.slice(2);
const kept = {};
const provider = {
  get redirectUrl() { return redirectUri; },
  get clientMetadata() { return { client_name: 'assistant', redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' }; },
  clientInformation: () => ({ client_id: clientId }),
  tokens: () => kept.tokens,
  saveTokens: (tokens) => { kept.tokens = tokens; },
  saveCodeVerifier: (verifier) => { kept.verifier = verifier; },
  codeVerifier: () => kept.verifier,
  redirectToAuthorization: (address) => { console.log(`authorize ${address.href}`); },
};
const input = createInterface({ input: process.stdin });
const connect = async () => {
  const client = new Client({ name: 'assistant', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(server), { authProvider: provider });
  try {
    await client.connect(transport);
    return client;
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    const { value } = await input[Symbol.asyncIterator]().next();
    await transport.finishAuth(value);
    return connect();
  }
};

try {
  const client = await connect();
  const answer = await client.callTool({ name: 'whoami', arguments: {} });
  console.log(`answer ${answer.content[0].text}`);
  console.log(`scope ${kept.tokens.scope}`);
  await client.close();
  process.exit(0);
} catch (error) {
  console.log(`failed ${error.message}`);
  process.exit(1);
}
