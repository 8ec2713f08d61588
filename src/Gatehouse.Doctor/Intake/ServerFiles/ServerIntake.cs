using Gatehouse.Doctor.Lint;
using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;

namespace Gatehouse.Doctor.Intake.ServerFiles;

/// <summary>A case that begins with a server's files.</summary>
public static class ServerIntake
{
    /// <summary>The case of these files: names and texts.</summary>
    /// <param name="files">The files.</param>
    /// <param name="now">The time by which things are judged.</param>
    /// <param name="own">What checks a Gatehouse's configuration; null for nothing.</param>
    /// <exception cref="IntakeException">None of them is a file that the doctor knows.</exception>
    public static CaseFile For(
        IEnumerable<(string Name, string Text)> files,
        DateTimeOffset now,
        IOwnConfiguration? own = null
    )
    {
        var given = new GivenFiles([.. files.Select(file => new ServerFile(file.Name, file.Text))]);
        if (given.All.All(file => file.Kind == ServerFileKind.Unknown))
        {
            throw new IntakeException(
                "None of these is a file of a server that the doctor knows: nginx, Apache, .htaccess, web.config, php.ini, Caddyfile, HAProxy, Compose, htpasswd, gatehouse.yaml."
            );
        }

        IReadOnlyList<Fault> faults = [.. LintCheck.All(given), .. OwnConfigurations.Check(given, own)];
        var file = new CaseFile
        {
            Now = now,
            Sound = !faults.Any(fault => fault.Strength >= Strength.Strong && fault.Cause is not null),
        };
        file.Keep(new LintFindings(faults));
        return file;
    }
}
