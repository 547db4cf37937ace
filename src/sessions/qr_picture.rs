//! The QR code that waits to be scanned, as a picture.

use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, ContentType},
    web,
};
use qrcode::{Color, EcLevel, QrCode};

use super::qr::waiting;
use crate::{ApiError, Caller, State, openapi::Refusals};

/// Pixels of one module's side.
const SCALE: usize = 8;
/// White modules around the code, as the standard asks.
const QUIET: usize = 4;

/// The QR code that waits to be scanned, as a PNG
#[utoipa::path(
    tag = "session",
    responses(
        (status = 200, content_type = "image/png", body = Vec<u8>),
        (status = 409, description = "`no_qr`: none is waiting"),
        Refusals
    ),
    extensions(("x-permission" = json!("session.manage")))
)]
#[get("/session/qr.png")]
pub(crate) async fn qr_picture(
    state: web::Data<State>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    let code = waiting(&state, &caller).await?;
    let picture = draw(&code.code)?;
    Ok(HttpResponse::Ok()
        .content_type(ContentType::png())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(picture))
}

fn draw(text: &str) -> Result<Vec<u8>, ApiError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(ApiError::internal)?;
    let width = code.width();
    let modules = code.to_colors();
    let side = (width + 2 * QUIET) * SCALE;
    let dark = |pixel: usize| (pixel / SCALE).checked_sub(QUIET).filter(|at| *at < width);
    let mut pixels = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let module = dark(y)
                .zip(dark(x))
                .and_then(|(row, column)| modules.get(row * width + column));
            pixels.push(if module == Some(&Color::Dark) { 0 } else { 255 });
        }
    }
    let side = u32::try_from(side).map_err(ApiError::internal)?;
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(ApiError::internal)?;
    writer
        .write_image_data(&pixels)
        .map_err(ApiError::internal)?;
    writer.finish().map_err(ApiError::internal)?;
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_shows_the_code_with_its_quiet_zone() {
        let text = "2@a-long-reference,key,identity,secret";
        let picture = draw(text).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&picture))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::L).unwrap();
        let width = code.width() + 2 * QUIET;
        assert_eq!(info.width as usize, width * SCALE);
        for (at, color) in code.to_colors().into_iter().enumerate() {
            let (row, column) = (at / code.width() + QUIET, at % code.width() + QUIET);
            let pixel = pixels[(row * SCALE + 3) * width * SCALE + column * SCALE + 3];
            assert_eq!(pixel == 0, color == Color::Dark, "{row} {column}");
        }
        assert!(
            pixels[..QUIET * SCALE * width * SCALE]
                .iter()
                .all(|p| *p == 255)
        );
    }
}
