//! Starting child processes that die with us.
//!
//! `setpriv --pdeathsig KILL` ties a child to the *thread* that started it, not to the process. A runtime's worker or a
//! blocking thread may end long before the process does and would take every browser with it. So one thread, which never
//! ends, starts them all.

use crate::EngineError;
use std::sync::{OnceLock, mpsc};
use tokio::{
    process::{Child, Command},
    runtime::Handle,
    sync::oneshot,
};

struct Order {
    command: Command,
    runtime: Handle,
    reply: oneshot::Sender<std::io::Result<Child>>,
}

static SPAWNER: OnceLock<mpsc::Sender<Order>> = OnceLock::new();

fn spawner() -> &'static mpsc::Sender<Order> {
    SPAWNER.get_or_init(|| {
        let (orders, inbox) = mpsc::channel::<Order>();
        let thread = std::thread::Builder::new().name("siar-spawner".to_owned());
        let started = thread.spawn(move || {
            for mut order in inbox {
                let _inside = order.runtime.enter();
                // Nobody waiting any more: dropping the child is right, its group is killed by whoever gave up.
                let _ = order.reply.send(order.command.spawn());
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, "no thread to start browsers from");
        }
        orders
    })
}

/// Starts `command`, which must itself ask to die with its parent.
pub(super) async fn spawn(mut command: Command) -> Result<Child, EngineError> {
    command.kill_on_drop(true);
    let (reply, answer) = oneshot::channel();
    let order = Order {
        command,
        runtime: Handle::current(),
        reply,
    };
    let refused = |_| EngineError::Start("the thread that starts browsers is gone".to_owned());
    spawner().send(order).map_err(|_| refused(()))?;
    answer
        .await
        .map_err(|_| refused(()))?
        .map_err(|error| EngineError::Start(error.to_string()))
}
