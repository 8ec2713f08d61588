namespace Gatehouse.Lab.Provider.Relying;

/// <summary>What a provider says of a token.</summary>
/// <param name="Subject">Whom it is about; null where it is not active.</param>
internal sealed record IntrospectedToken(string? Subject);
