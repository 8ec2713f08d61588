using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Contacts;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Names;
using Gatehouse.Doctor.Probes;
using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.Sending;

namespace Gatehouse.Doctor;

/// <summary>
/// One examination from what was given to the conclusion: look, weigh, send the request that separates best, look again,
/// until one cause stands clear or the budget is spent.
/// </summary>
public sealed class Consultation
{
    // From here on one more request is not worth its cost.
    private const double Settled = 0.97;

    private static readonly TimeSpan NamesTimeout = TimeSpan.FromSeconds(2);

    private readonly DoctorOptions _options;
    private readonly INameService? _names;
    private readonly RuleBook _rules;
    private readonly ProbeBook _probes;
    private readonly Func<CaseFile, DoctorOptions, IProber> _prober;

    /// <summary>A consultation with all rules and probes.</summary>
    public Consultation(DoctorOptions options)
        : this(options, RuleBook.Standard, ProbeBook.Standard, HttpProber.For) =>
        _names = options.Names ?? new SystemNames();

    internal Consultation(
        DoctorOptions options,
        RuleBook rules,
        ProbeBook probes,
        Func<CaseFile, DoctorOptions, IProber> prober
    )
    {
        _options = options;
        _rules = rules;
        _probes = probes;
        _prober = prober;
        _names = options.Names;
    }

    /// <summary>Examines. Fails only when it is cancelled.</summary>
    public async Task<Examination> ExamineAsync(CaseFile file, CancellationToken token = default)
    {
        var began = _options.Clock.GetTimestamp();
        var remarks = new List<string>();
        GivenWay.Note(file, _options);
        file.MayChange |= _options.UnsafeMethods;
        var sent = 0;
        await AskGatehouseAsync(file, token);
        var hypotheses = Weigh(file, remarks);
        var prober = _options.Offline || file.Target is null ? null : _prober(file, _options);
        if (prober is not null)
        {
            while (true)
            {
                var settled = IsSettled(file, hypotheses);
                if (!HasBudget(began, sent))
                {
                    if (!settled)
                    {
                        remarks.Add("The budget of requests or time is spent.");
                    }

                    break;
                }

                if (!settled && await AskNamesAsync(file, token))
                {
                    remarks.Clear();
                    hypotheses = Weigh(file, remarks);
                }

                if ((settled ? _probes.Due(file) : _probes.Choose(file, hypotheses)) is not { } plan)
                {
                    break;
                }

                file.Add(await prober.SendAsync(plan, token));
                sent++;
                remarks.Clear();
                await AskGatehouseAsync(file, token);
                hypotheses = Weigh(file, remarks);
            }
        }

        var examination = Conclusion.Of(file, hypotheses);
        if (prober is not null && HasBudget(began, sent) && ContactStep.For(examination) is { } question)
        {
            file.Add(await prober.SendAsync(question, token));
            sent++;
        }

        return examination with
        {
            Sent = sent,
            Took = _options.Clock.GetElapsedTime(began),
            Remarks = remarks,
        };
    }

    // A reference is looked up once; the answer that is asked about may get another one.
    private async Task AskGatehouseAsync(CaseFile file, CancellationToken token)
    {
        if (
            _options.References is { } references
            && SeenReference.In(file) is { } reference
            && file.Note<GatewaySide>()?.Reference != reference
            && await references.FindAsync(reference, token) is { } side
        )
        {
            file.Keep(side);
        }
    }

    // Once, where the answer leaves it open what is wrong.
    private async Task<bool> AskNamesAsync(CaseFile file, CancellationToken token)
    {
        if (_names is null || !NameInquiry.Helps(file))
        {
            return false;
        }

        file.Keep(await new NameInquiry(_names, NamesTimeout).AboutAsync(file.Target!.IdnHost, token));
        return true;
    }

    private bool HasBudget(long began, int sent) =>
        sent < _options.MaxRequests && _options.Clock.GetElapsedTime(began) < _options.MaxTime;

    private IReadOnlyList<Hypothesis> Weigh(CaseFile file, List<string> remarks) =>
        Weighing.Weigh(_rules.Examine(file, remarks));

    // What stands written is believed, but a server is asked at least once where one was named.
    private static bool IsSettled(CaseFile file, IReadOnlyList<Hypothesis> hypotheses) =>
        file.Exchanges.Any(exchange => exchange.Intent != ProbeIntent.Given)
        && hypotheses is [{ Probability: >= Settled }, ..];
}
