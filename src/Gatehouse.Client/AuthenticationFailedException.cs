using System.Globalization;
using System.Text;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client;

/// <summary>
/// A request was refused and nothing that this program holds could change that. Its message says why, what was tried and
/// who must act; nothing in it is secret. It is an <see cref="HttpRequestException"/>, with the status of the answer.
/// </summary>
public sealed class AuthenticationFailedException : HttpRequestException
{
    internal AuthenticationFailedException(AuthenticationFailure failure, Exception? inner = null)
        : base(HttpRequestError.UserAuthenticationError, Describe(failure), inner, failure.Status)
    {
        Cause = failure.Cause;
        Address = AddressOf(failure.Address);
        Reference = failure.Reference;
        Challenges = failure.Challenges;
        Tried = failure.Tried;
        RetryAfter = failure.RetryAfter;
        Fixes = FixesOf(failure.Cause);
    }

    /// <summary>Why, as an entry of the catalogue.</summary>
    public Cause Cause { get; }

    /// <summary>Where the request went, without its query.</summary>
    public Uri Address { get; }

    /// <summary>The name under which the server's journal keeps this refusal; null where it gave none. Give it to whoever runs the server.</summary>
    public string? Reference { get; }

    /// <summary>The challenges of the first refusal that had any to tell, in order.</summary>
    public IReadOnlyList<Challenge> Challenges { get; }

    /// <summary>What was tried, in order, a phrase each. Nothing secret.</summary>
    public IReadOnlyList<string> Tried { get; }

    /// <summary>Who can remove the cause.</summary>
    public Party WhoMustAct => Cause.FixedBy;

    /// <summary>What they can do, a sentence each.</summary>
    public IReadOnlyList<string> Fixes { get; }

    /// <summary>When it may be tried again; null where nobody said.</summary>
    public TimeSpan? RetryAfter { get; }

    private static IReadOnlyList<string> FixesOf(Cause cause) =>
        CauseTexts.For(cause, CauseTexts.DefaultLanguage).Fixes(cause.FixedBy);

    /// <summary>An address without its query, and without whoever stands before its host.</summary>
    internal static Uri AddressOf(Uri address) =>
        new(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    private static string Describe(AuthenticationFailure failure)
    {
        var texts = CauseTexts.For(failure.Cause, CauseTexts.DefaultLanguage);
        var text = new StringBuilder();
        text.Append(failure.Method).Append(' ').Append(AddressOf(failure.Address));
        text.Append(
            failure.Status is { } status
                ? string.Create(CultureInfo.InvariantCulture, $" was refused with {(int)status}: ")
                : " could not be authenticated: "
        );
        text.Append(texts.Title).Append(" (").Append(failure.Cause.Id).Append("). ");
        text.Append(failure.Detail.Length > 0 ? failure.Detail : texts.DetailPlain);
        AppendList(text, " Tried: ", failure.Tried);
        AppendList(text, " No more was tried: ", failure.Notes);
        text.Append(' ').Append(WhoOf(failure.Cause.FixedBy)).Append(" must act:");
        foreach (var fix in FixesOf(failure.Cause).DefaultIfEmpty("see the page of this cause."))
        {
            text.Append(' ').Append(fix);
        }

        if (failure.Reference is { } reference)
        {
            text.Append(" Reference: ").Append(reference).Append('.');
        }

        return text.ToString();
    }

    private static void AppendList(StringBuilder text, string words, IReadOnlyList<string> list)
    {
        if (list.Count > 0)
        {
            text.Append(words).AppendJoin("; ", list).Append('.');
        }
    }

    private static string WhoOf(Party party) =>
        party switch
        {
            Party.Caller => "This program",
            Party.Operator => "Whoever runs the server",
            Party.Provider => "Whoever runs the identity provider",
            _ => "Whoever runs the network in between",
        };
}
