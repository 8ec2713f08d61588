namespace Gatehouse.Gateway.SignIn.Mail;

/// <summary>A letter to one person.</summary>
/// <param name="To">The mail address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Body">The text, without markup.</param>
internal sealed record Letter(string To, string Subject, string Body);
