using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>Buffers too small for a large token or cookie.</summary>
internal sealed class SmallBuffers : NginxCheck
{
    private const int Least = 8 * 1024;

    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var buffers in root.All("large_client_header_buffers"))
        {
            if (SizeOf(buffers[1]) is > 0 and < Least)
            {
                yield return Ill(
                    buffers,
                    Causes.Header.TooLarge,
                    Strength.Strong,
                    $"One field may have {buffers[1]} at most: a token or session cookie of many groups is larger",
                    "large_client_header_buffers 4 16k;"
                );
            }
        }

        foreach (var buffer in root.All("proxy_buffer_size"))
        {
            if (SizeOf(buffer[0]) is > 0 and < 4096)
            {
                yield return Ill(
                    buffer,
                    Causes.Header.TooLarge,
                    Strength.Strong,
                    $"All fields of an answer together may have {buffer[0]} at most: one with session cookies is larger and ends in 502",
                    "proxy_buffer_size 16k;"
                );
            }
        }
    }

    private static int SizeOf(string text)
    {
        var digits = text.TrimEnd('k', 'K', 'm', 'M');
        return
            int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number) && number < 100_000
            ? number
                * (
                    text.EndsWith('k') || text.EndsWith('K') ? 1024
                    : text.EndsWith('m') || text.EndsWith('M') ? 1024 * 1024
                    : 1
                )
            : 0;
    }
}
