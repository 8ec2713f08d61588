using Gatehouse.Lab.Exhibits;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Serving;

/// <summary>The orders to refuse that tests have given, first come first served.</summary>
internal sealed class RefusalOrders
{
    private readonly Lock _lock = new();
    private readonly List<RefusalOrder> _orders = [];

    /// <summary>Gives an order.</summary>
    public void Add(RefusalOrder order)
    {
        lock (_lock)
        {
            _orders.Add(order);
        }
    }

    /// <summary>Takes back every order for a cause.</summary>
    public void Remove(Cause cause)
    {
        lock (_lock)
        {
            _orders.RemoveAll(order => order.Exhibit.Cause == cause);
        }
    }

    /// <summary>The exhibit as which to refuse this request; null where it is let through.</summary>
    public Exhibit? Next()
    {
        lock (_lock)
        {
            if (_orders is not [var order, ..])
            {
                return null;
            }

            if (order.Left == 1)
            {
                _orders.RemoveAt(0);
            }
            else if (order.Left != int.MaxValue)
            {
                _orders[0] = order with { Left = order.Left - 1 };
            }

            return order.Exhibit;
        }
    }
}
