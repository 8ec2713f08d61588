using System.Text;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>A request while its command line is being read.</summary>
internal sealed class RequestSketch
{
    private readonly List<HeaderLine> _headers = [];
    private readonly List<ShellRemark> _remarks = [];
    private readonly List<string> _removed = [];
    private readonly List<string> _broken = [];

    public string? Method { get; set; }

    public string? Address { get; set; }

    public StringBuilder Body { get; } = new();

    public bool HasBody { get; set; }

    public bool BodyInQuery { get; set; }

    public IReadOnlyList<HeaderLine> Headers => _headers;

    public IReadOnlyList<ShellRemark> Remarks => _remarks;

    public IReadOnlyList<string> Removed => _removed;

    public IReadOnlyList<string> Broken => _broken;

    public List<string> Unread { get; } = [];

    public bool Has(string name) => _headers.Exists(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public void Add(string name, string value) => _headers.Add(new HeaderLine(name, value));

    /// <summary>Adds a field line as curl takes it: <c>Name: value</c>, <c>Name;</c> for an empty one, <c>Name:</c> for none.</summary>
    public void AddField(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            if (line.Trim() is [.. var bare, ';'] && bare.Length > 0)
            {
                _removed.Add(bare);
            }
            else if (line.Trim().Length > 0)
            {
                _broken.Add(line);
            }

            return;
        }

        var name = line[..colon];
        var value = line[(colon + 1)..].TrimStart(' ', '\t');
        if (name.Any(letter => letter is <= ' ' or > '~' or '"' or '\'' or '(' or ')' or '/' or '{' or '}'))
        {
            _broken.Add(line);
            name = name.Trim();
            if (name.Any(letter => letter is <= ' ' or > '~' or '"' or '\''))
            {
                return;
            }
        }

        if (value.Length == 0)
        {
            _removed.Add(name);
            return;
        }

        _headers.Add(new HeaderLine(name, value));
    }

    public void Note(IEnumerable<ShellRemark> remarks, string option) =>
        _remarks.AddRange(remarks.Select(remark => remark with { Option = option }));

    public void Append(string part, char separator)
    {
        if (HasBody && Body.Length > 0)
        {
            Body.Append(separator);
        }

        HasBody = true;
        Body.Append(part);
    }

    public CaseFile ToCase(DateTimeOffset now, CommandLine note)
    {
        var url =
            AddressText.Read(Address ?? string.Empty)
            ?? throw new IntakeException(
                Address is null
                    ? "The command line names no address."
                    : "The address of the command line is no http or https address."
            );
        if (BodyInQuery && Body.Length > 0)
        {
            var joined = url.Query.Length > 1 ? url.Query[1..] + "&" + Body : Body.ToString();
            url = new UriBuilder(url) { Query = joined }.Uri;
        }

        var method = Method ?? (HasBody && !BodyInQuery ? "POST" : "GET");
        var request = SentRequest.For(url, method) with
        {
            Headers = new HeaderLines(_headers),
            Body = HasBody && !BodyInQuery ? Body.ToString() : null,
        };
        var file = new CaseFile { Now = now, Subject = request };
        file.Keep(note);
        return file;
    }
}
