using System.Text;

namespace Gatehouse.Cli.Doctors;

/// <summary>Reads what the doctor is given: a file, or standard input. Bounded.</summary>
internal static class DoctorFiles
{
    private const int MostOctets = 64 * 1024 * 1024;

    /// <summary>The text of this file; <c>-</c> reads standard input. Octets that are no UTF-8 are taken as Latin-1.</summary>
    public static string Read(string name)
    {
        try
        {
            using var stream = Open(name);
            return Text(stream, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{name} cannot be read: {exception.Message}", ExitCode.Usage);
        }
    }

    /// <summary>This file, open for reading; <c>-</c> is standard input.</summary>
    public static Stream Open(string name)
    {
        try
        {
            return name == "-" ? System.Console.OpenStandardInput() : File.OpenRead(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{name} cannot be read: {exception.Message}", ExitCode.Usage);
        }
    }

    private static string Text(Stream stream, string name)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            kept.Write(buffer, 0, count);
            if (kept.Length > MostOctets)
            {
                throw new CommandException($"{name} is larger than 64 MiB.", ExitCode.Usage);
            }
        }

        var octets = kept.GetBuffer().AsSpan(0, (int)kept.Length);
        if (octets.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
        {
            return Encoding.Unicode.GetString(octets[2..]);
        }

        return System.Text.Unicode.Utf8.IsValid(octets)
            ? Encoding.UTF8.GetString(octets)
            : Encoding.Latin1.GetString(octets);
    }
}
