using Gatehouse.Decisions.Keys;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Who asks for tokens: a program of the configuration, or a key as a client of its own.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Application">The program, or null where it is a key.</param>
/// <param name="Key">The key, or null where it is a program.</param>
internal sealed record TokenClient(string Id, ApplicationConfiguration? Application, KeyRecord? Key);
