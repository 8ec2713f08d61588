using Gatehouse.Doctor.Intake;

namespace Gatehouse.Doctor.Runs;

/// <summary>The run that the present one is laid beside.</summary>
public sealed class ComparedRun
{
    private readonly Run? _here;
    private (int Exchanges, Run Run)? _now;

    private ComparedRun(string name, Run there, Run? here)
    {
        Name = name;
        There = there;
        _here = here;
    }

    /// <summary>The name of the file that it stands in.</summary>
    public string Name { get; }

    internal Run There { get; }

    /// <summary>Whether the present run is a saved one too, so that nothing more can be learnt of it.</summary>
    internal bool BothSaved => _here is not null;

    /// <summary>Lays a saved run beside this case.</summary>
    /// <exception cref="IntakeException">The text is no run, is damaged, or was saved by a newer version.</exception>
    public static void Lay(CaseFile file, string name, string text) =>
        file.Keep(new ComparedRun(name, RunReader.Read(name, text), here: null));

    /// <summary>The case of two saved runs: the first is asked about.</summary>
    /// <exception cref="IntakeException">One of the texts is no run, is damaged, or was saved by a newer version.</exception>
    public static CaseFile Case((string Name, string Text) here, (string Name, string Text) there, DateTimeOffset now)
    {
        var first = RunReader.Read(here.Name, here.Text);
        var file = new CaseFile { Now = now, Sound = first.Verdict == Diagnoses.Verdict.Healthy };
        file.Keep(new ComparedRun(there.Name, RunReader.Read(there.Name, there.Text), first));
        return file;
    }

    /// <summary>The present run as far as it has come, cleaned and cut as the saved one is: only then are they alike.</summary>
    internal Run Here(CaseFile file)
    {
        if (_here is not null)
        {
            return _here;
        }

        if (_now is not { } kept || kept.Exchanges != file.Exchanges.Count)
        {
            kept = (file.Exchanges.Count, RunReader.Of(RunWriter.Of(file)));
            _now = kept;
        }

        return kept.Run;
    }
}
