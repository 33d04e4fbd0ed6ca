import type { SetupProblem } from '../gen/SetupProblem';
import type { Broken } from '../ipc/problem';
import type { StepProblem } from '../state/assistant.svelte';
import { m } from '../words/messages';

/** One sentence: why the till could not be made ready, or why a step of the set-up did nothing, and what to do. */
export function setupProblemWords(problem: SetupProblem | Broken): string {
  switch (problem.code) {
    case 'practice_did_not_start':
      return m.setup_problem_practice_did_not_start();
    case 'data_directory':
      return m.setup_problem_data_directory();
    case 'journal':
      return m.setup_problem_journal();
    case 'already_running':
      return m.setup_problem_already_running();
    case 'busy':
      return m.setup_problem_busy();
    case 'not_possible_now':
      return m.setup_problem_not_possible_now();
    case 'sale_open':
      return m.setup_problem_sale_open();
    case 'profile_gone':
      return m.setup_problem_profile_gone();
    case 'profile_damaged':
      return m.setup_problem_profile_damaged();
    case 'key_store_missing':
      return m.setup_problem_key_store_missing();
    case 'key_store_locked':
      return m.setup_problem_key_store_locked();
    case 'key_store_denied':
      return m.setup_problem_key_store_denied();
    case 'key_store_slow':
      return m.setup_problem_key_store_slow();
    case 'key_store_failed':
      return m.setup_problem_key_store_failed({ reason: problem.reason });
    case 'keys_gone':
      return m.setup_problem_keys_gone();
    case 'keys_damaged':
      return m.setup_problem_keys_damaged();
    case 'keys_not_kept':
      return m.setup_problem_keys_not_kept();
    case 'keys_of_another_shop':
      return m.setup_problem_keys_of_another_shop();
    case 'keys_unusable':
      return m.setup_problem_keys_unusable({ reason: problem.reason });
    case 'passphrase_missing':
      return m.setup_problem_passphrase_missing();
    case 'passphrase_too_short':
      return m.setup_problem_passphrase_too_short({ least: problem.least });
    case 'passphrase_wrong':
      return m.setup_problem_passphrase_wrong();
    case 'file_unreadable':
      return m.setup_problem_file_unreadable({ path: problem.path });
    case 'file_other_kind':
      return m.setup_problem_file_other_kind({ path: problem.path });
    case 'config_not_text':
      return m.setup_problem_config_not_text();
    case 'config_line':
      return m.setup_problem_config_line({ line: problem.line });
    case 'config_twice':
      return m.setup_problem_config_twice({ line: problem.line, key: problem.key });
    case 'config_nothing_known':
      return m.setup_problem_config_nothing_known();
    case 'certificate_not_named':
      return m.setup_problem_certificate_not_named();
    case 'certificate_missing':
      return m.setup_problem_certificate_missing();
    case 'key_missing':
      return m.setup_problem_key_missing();
    case 'certificate_and_key_swapped':
      return m.setup_problem_certificate_and_key_swapped();
    case 'key_password_missing':
      return m.setup_problem_key_password_missing();
    case 'key_password_wrong':
      return m.setup_problem_key_password_wrong();
    case 'key_old_protection':
      return m.setup_problem_key_old_protection();
    case 'certificate_damaged':
      return m.setup_problem_certificate_damaged();
    case 'key_unsupported':
      return m.setup_problem_key_unsupported();
    case 'key_mismatch':
      return m.setup_problem_key_mismatch();
    case 'ca_unusable':
      return m.setup_problem_ca_unusable();
    case 'client_id_missing':
      return m.setup_problem_client_id_missing();
    case 'client_id_malformed':
      return m.setup_problem_client_id_malformed();
    case 'client_secret_missing':
      return m.setup_problem_client_secret_missing();
    case 'client_secret_malformed':
      return m.setup_problem_client_secret_malformed();
    case 'client_secret_length':
      return m.setup_problem_client_secret_length({ length: problem.length });
    case 'base_url_missing':
      return m.setup_problem_base_url_missing();
    case 'base_url_malformed':
      return m.setup_problem_base_url_malformed();
    case 'till_code_malformed':
      return m.setup_problem_till_code_malformed();
    case 'till_taken':
      return m.setup_problem_till_taken();
    case 'unexpected':
      return m.problem_unexpected();
    default:
      problem satisfies never;
      return m.problem_unexpected();
  }
}

/** The same for a step of the assistant, with what the window itself finds wrong. */
export function stepProblemWords(problem: StepProblem): string {
  switch (problem.code) {
    case 'passphrase_differs':
      return m.setup_problem_passphrase_differs();
    case 'files_unknown':
      return m.setup_problem_files_unknown({ path: problem.path });
    default:
      return setupProblemWords(problem);
  }
}
